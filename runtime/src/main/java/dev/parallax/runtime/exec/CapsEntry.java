package dev.parallax.runtime.exec;

import dev.parallax.model.format.Format;
import dev.parallax.runtime.plan.Formats;

/**
 * The format of what follows, as an entry of a link.
 *
 * @param format fixed format
 * @param formats the negotiation that decided it
 */
record CapsEntry(Format format, Formats formats) {}

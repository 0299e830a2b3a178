/** Negotiation over the whole graph. */
@NullMarked
package dev.parallax.model.solve;

import org.jspecify.annotations.NullMarked;

/** The one catalogue of diagnostics. */
@NullMarked
package dev.parallax.model.diag;

import org.jspecify.annotations.NullMarked;

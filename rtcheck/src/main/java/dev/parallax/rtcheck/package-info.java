/** The verifier: classes in, violations with their chains of calls out. */
@NullMarked
package dev.parallax.rtcheck;

import org.jspecify.annotations.NullMarked;

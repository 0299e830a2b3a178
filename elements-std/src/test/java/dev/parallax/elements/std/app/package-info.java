/** Tests of the exchange with the application. */
@NullMarked
package dev.parallax.elements.std.app;

import org.jspecify.annotations.NullMarked;

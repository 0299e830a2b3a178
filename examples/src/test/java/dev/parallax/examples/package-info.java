/** What the tests of the examples share. */
@NullMarked
package dev.parallax.examples;

import org.jspecify.annotations.NullMarked;

/** HTTP. */
@NullMarked
package dev.parallax.examples.http;

import org.jspecify.annotations.NullMarked;

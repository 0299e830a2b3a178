/** The smallest pipelines. */
@NullMarked
package dev.parallax.examples.hello;

import org.jspecify.annotations.NullMarked;

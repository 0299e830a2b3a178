/** Pipelines by builders. */
@NullMarked
package dev.parallax.examples.builder;

import org.jspecify.annotations.NullMarked;

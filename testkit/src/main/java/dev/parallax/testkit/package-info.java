/** For tests of elements and pipelines. */
@NullMarked
package dev.parallax.testkit;

import org.jspecify.annotations.NullMarked;

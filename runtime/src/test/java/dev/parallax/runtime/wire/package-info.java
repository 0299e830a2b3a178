/** Codecs and views of records of every type. */
@NullMarked
package dev.parallax.runtime.wire;

import org.jspecify.annotations.NullMarked;

/** Runs the same pipelines in Parallax and in GStreamer, one after the other, and compares. */
@NullMarked
package dev.parallax.benchmarks.sidebyside;

import org.jspecify.annotations.NullMarked;

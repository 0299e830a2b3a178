/** Typed pipelines: media lattice and the links that javac checks. */
@NullMarked
package dev.parallax.runtime.typed;

import org.jspecify.annotations.NullMarked;

/** FLAC decoder (RFC 9639). */
@NullMarked
package dev.parallax.elements.std.flac;

import org.jspecify.annotations.NullMarked;

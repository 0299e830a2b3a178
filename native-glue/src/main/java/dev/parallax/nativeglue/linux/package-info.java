/** One class per family of system calls, C names, C argument order. */
@NullMarked
package dev.parallax.nativeglue.linux;

import org.jspecify.annotations.NullMarked;

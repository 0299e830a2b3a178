/** What is read from other processes, and peers that misbehave. */
@NullMarked
package dev.parallax.runtime.remote;

import org.jspecify.annotations.NullMarked;

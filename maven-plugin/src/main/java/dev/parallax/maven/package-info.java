/** The goals: each starts the {@code parallax} command on a JDK 25 and passes on what it says. */
@NullMarked
package dev.parallax.maven;

import org.jspecify.annotations.NullMarked;

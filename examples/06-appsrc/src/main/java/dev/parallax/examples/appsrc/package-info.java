/** The application's own data. */
@NullMarked
package dev.parallax.examples.appsrc;

import org.jspecify.annotations.NullMarked;

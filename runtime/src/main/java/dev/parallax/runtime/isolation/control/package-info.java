/**
 * What host and isolated child say to each other beside the stream: messages of a fixed size on a
 * socket of their own. Neither side trusts what it gets.
 */
@NullMarked
package dev.parallax.runtime.isolation.control;

import org.jspecify.annotations.NullMarked;

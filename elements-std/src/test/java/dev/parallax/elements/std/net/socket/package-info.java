/** Tests of sockets. */
@NullMarked
package dev.parallax.elements.std.net.socket;

import org.jspecify.annotations.NullMarked;

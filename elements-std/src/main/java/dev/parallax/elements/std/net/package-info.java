/** Elements for networks: TCP, UDP, local sockets. */
@NullMarked
package dev.parallax.elements.std.net;

import org.jspecify.annotations.NullMarked;

/** What network elements have in common: sockets, connections, TLS, clients of a server. */
@NullMarked
package dev.parallax.elements.std.net.socket;

import org.jspecify.annotations.NullMarked;

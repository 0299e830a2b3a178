/**
 * Elements for networks: TCP, UDP, local sockets, HTTP, WebSockets. Sockets and TLS are in the
 * package {@code socket}.
 *
 * <ul>
 *   <li>Streams of bytes: {@code StreamReader} and {@code StreamWriter} have what the sources and
 *       sinks of TCP and of local sockets have in common.
 *   <li>Datagrams: {@code DatagramReceiver}, {@code DatagramSender}.
 *   <li>HTTP: {@code HttpSource} and {@code HttpUpload} work for {@code HttpSrc} and {@code
 *       HttpSink}; {@code HttpInput} reads what a peer sends, {@code HttpRequest} writes.
 *   <li>WebSockets: {@code WsLink} is one over a connection, {@code WsInput} and {@code WsWriter}
 *       its two directions, {@code WsFrame} the layout of bytes.
 *   <li>For all: {@code Limits}, {@code Patience}; {@code StandardNetworkUse} says for sandboxes
 *       where they go.
 * </ul>
 */
@NullMarked
package dev.parallax.elements.std.net;

import org.jspecify.annotations.NullMarked;

package dev.parallax.elements.std.net;

/** How {@code httpsink} sends. */
public enum HttpMethod {
  /** What is there is replaced. */
  PUT,
  /** The server knows what to do with it. */
  POST
}

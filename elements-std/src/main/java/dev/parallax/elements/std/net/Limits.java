package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Session;
import java.util.concurrent.TimeUnit;

/** Limits of connections in the units of the properties. */
final class Limits {
  private Limits() {}

  static Session.Limits of(int timeoutS, boolean reconnect, int delayMs, int maxRetries) {
    return new Session.Limits(
        TimeUnit.SECONDS.toNanos(timeoutS),
        reconnect,
        reconnect,
        TimeUnit.MILLISECONDS.toNanos(delayMs),
        maxRetries);
  }

  /** As {@link #of}, where a connection says itself that it ends in good order. */
  static Session.Limits ofMessages(int timeoutS, boolean reconnect, int delayMs, int maxRetries) {
    return new Session.Limits(
        TimeUnit.SECONDS.toNanos(timeoutS),
        reconnect,
        false,
        TimeUnit.MILLISECONDS.toNanos(delayMs),
        maxRetries);
  }
}

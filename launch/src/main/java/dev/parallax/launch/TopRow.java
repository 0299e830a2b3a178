package dev.parallax.launch;

import org.jspecify.annotations.Nullable;

/**
 * What an element did between two looks.
 *
 * @param element as it is now
 * @param cpuPercent share of one core that its process or thread had; negative: unknown
 * @param inPerSecond buffers that it took
 * @param outPerSecond buffers that it sent
 */
record TopRow(Status.Element element, double cpuPercent, double inPerSecond, double outPerSecond) {
  private static final double BUSY = 50;

  static TopRow of(Status now, Status before, Status.Element element) {
    Status.Element was = find(before, element);
    double seconds = (now.timeNs() - before.timeNs()) / 1e9;
    if (was == null || seconds <= 0) {
      return new TopRow(element, -1, 0, 0);
    }
    boolean known = element.cpuNs() >= 0 && was.cpuNs() >= 0 && element.pid() == was.pid();
    return new TopRow(
        element,
        known ? Math.max(0, element.cpuNs() - was.cpuNs()) / 1e7 / seconds : -1,
        Math.max(0, element.in() - was.in()) / seconds,
        Math.max(0, element.out() - was.out()) / seconds);
  }

  private static Status.@Nullable Element find(Status status, Status.Element like) {
    for (Status.Element each : status.elements()) {
      if (each.name().equals(like.name())) {
        return each;
      }
    }
    return null;
  }

  /** BUSY: computes most of the time; WAIT: waits most of it. */
  String state() {
    return cpuPercent < 0 ? "-" : cpuPercent >= BUSY ? "BUSY" : "WAIT";
  }
}

package dev.parallax.launch;

import dev.parallax.memory.Buffer;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementFactory;

/**
 * How far a pipeline is.
 *
 * @param elapsedNs wall time since it was activated
 * @param positionNs stream time that the slowest branch has reached, or {@code Buffer.NO_TIME}
 * @param buffers buffers that sinks have taken
 * @param bytes bytes that sinks have taken
 * @param drops buffers lost, at elements and links
 */
record Measure(long elapsedNs, long positionNs, long buffers, long bytes, long drops) {
  static final Measure START = new Measure(0, Buffer.NO_TIME, 0, 0, 0);

  static Measure of(Snapshot snapshot, long elapsedNs) {
    long buffers = 0;
    long bytes = 0;
    long drops = 0;
    for (Snapshot.ElementCounters element : snapshot.elements()) {
      drops += element.dropped();
      if (isSink(element.element())) {
        buffers += element.buffersIn();
        bytes += element.bytesIn();
      }
    }
    for (Snapshot.LinkCounters link : snapshot.links()) {
      drops += link.dropped();
    }
    return new Measure(elapsedNs, snapshot.positionNs(), buffers, bytes, drops);
  }

  private static boolean isSink(String element) {
    ElementFactory factory = Catalogs.find(element);
    return factory != null && factory.descriptor().kind() == ElementDescriptor.Kind.SINK;
  }

  boolean hasPosition() {
    return positionNs != Buffer.NO_TIME;
  }

  /** Stream time per wall time, or 0 when the stream has no time. */
  double rate() {
    return hasPosition() && elapsedNs > 0 ? (double) positionNs / elapsedNs : 0;
  }

  /** Buffers per second since another measure. */
  double fps(Measure before) {
    long time = elapsedNs - before.elapsedNs;
    return time > 0 ? (buffers - before.buffers) * 1e9 / time : 0;
  }

  /** One line for people, at most 79 columns for any reasonable count. */
  String line(Measure before) {
    StringBuilder out = new StringBuilder(80);
    out.append(hasPosition() ? time(positionNs) : "-:--:--.---");
    if (hasPosition()) {
      out.append("  rate ");
      decimal(out, rate(), 2);
    }
    out.append("  ");
    decimal(out, fps(before), 1);
    out.append(" fps  ").append(buffers).append(" buffers  ").append(drops).append(" drops");
    return out.toString();
  }

  /** {@code h:mm:ss.mmm}. */
  static String time(long ns) {
    long ms = Math.max(0, ns) / 1_000_000;
    StringBuilder out = new StringBuilder(12);
    out.append(ms / 3_600_000).append(':');
    digits(out, ms / 60_000 % 60, 10);
    out.append(':');
    digits(out, ms / 1000 % 60, 10);
    out.append('.');
    digits(out, ms % 1000, 100);
    return out.toString();
  }

  private static void digits(StringBuilder out, long value, long highest) {
    for (long unit = highest; unit > 0; unit /= 10) {
      out.append((char) ('0' + value / unit % 10));
    }
  }

  /** By hand: String.format would load a few hundred classes. */
  private static void decimal(StringBuilder out, double value, int places) {
    long scale = places == 1 ? 10 : 100;
    long scaled = Math.round(Math.max(0, value) * scale);
    out.append(scaled / scale).append('.');
    digits(out, scaled % scale, scale / 10);
  }
}

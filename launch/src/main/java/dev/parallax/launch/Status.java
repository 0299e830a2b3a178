package dev.parallax.launch;

import dev.parallax.model.diag.ForeignText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a running pipeline says of itself to {@code parallax top}: big-endian, a magic number with
 * the version, then the fields in order; a list has its length before it. Whoever reads it trusts
 * nothing in it.
 *
 * @param pid the process
 * @param timeNs when this was, on a clock of its own
 * @param pipeline the pipeline string, cut
 * @param rssBytes resident memory of the process
 * @param elements its elements
 * @param queues links between threads
 */
record Status(
    long pid,
    long timeNs,
    String pipeline,
    long rssBytes,
    List<Element> elements,
    List<Queue> queues) {
  /** Most bytes of one. */
  static final int MAX_BYTES = 1 << 20;

  private static final int MAGIC = 0x504c5802;
  private static final int MAX_COUNT = 4096;
  private static final int MAX_TEXT = 1000;

  /**
   * An element.
   *
   * @param name in the pipeline
   * @param kind what it is
   * @param thread its thread in the host
   * @param pid of its own process, or that of its group, or 0
   * @param cpuNs processor time of its process, or of its thread; -1: unknown
   * @param rssBytes resident memory of that process, or 0
   * @param privateBytes the part of it that is neither of files nor shared
   * @param in buffers that it took
   * @param out buffers that it sent
   * @param drops buffers that it lost
   * @param partial inputs that it lost with a part of their output sent
   * @param restarts how often its process was started again
   */
  record Element(
      String name,
      String kind,
      String thread,
      long pid,
      long cpuNs,
      long rssBytes,
      long privateBytes,
      long in,
      long out,
      long drops,
      long partial,
      int restarts) {}

  /**
   * A link between threads.
   *
   * @param link from and to
   * @param level entries that wait
   * @param bound how many may
   * @param drops buffers that it lost
   */
  record Queue(String link, int level, int bound, long drops) {}

  byte[] encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeLong(pid);
      out.writeLong(timeNs);
      text(out, pipeline);
      out.writeLong(rssBytes);
      out.writeInt(Math.min(elements.size(), MAX_COUNT));
      for (Element e : elements.subList(0, Math.min(elements.size(), MAX_COUNT))) {
        text(out, e.name);
        text(out, e.kind);
        text(out, e.thread);
        out.writeLong(e.pid);
        out.writeLong(e.cpuNs);
        out.writeLong(e.rssBytes);
        out.writeLong(e.privateBytes);
        out.writeLong(e.in);
        out.writeLong(e.out);
        out.writeLong(e.drops);
        out.writeLong(e.partial);
        out.writeInt(e.restarts);
      }
      out.writeInt(Math.min(queues.size(), MAX_COUNT));
      for (Queue q : queues.subList(0, Math.min(queues.size(), MAX_COUNT))) {
        text(out, q.link);
        out.writeInt(q.level);
        out.writeInt(q.bound);
        out.writeLong(q.drops);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    out.writeUTF(text.substring(0, Math.min(text.length(), MAX_TEXT)));
  }

  /**
   * Reads one.
   *
   * @throws IOException when it is none
   */
  static Status decode(byte[] bytes) throws IOException {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      if (in.readInt() != MAGIC) {
        throw new IOException("not the status of a pipeline, or of another version of parallax");
      }
      long pid = in.readLong();
      long time = in.readLong();
      String pipeline = ForeignText.line(in.readUTF());
      long rss = in.readLong();
      List<Element> elements = new ArrayList<>();
      for (int left = count(in); left > 0; left--) {
        elements.add(
            new Element(
                ForeignText.line(in.readUTF()),
                ForeignText.line(in.readUTF()),
                ForeignText.line(in.readUTF()),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readInt()));
      }
      List<Queue> queues = new ArrayList<>();
      for (int left = count(in); left > 0; left--) {
        queues.add(
            new Queue(ForeignText.line(in.readUTF()), in.readInt(), in.readInt(), in.readLong()));
      }
      return new Status(pid, time, pipeline, rss, elements, queues);
    }
  }

  private static int count(DataInputStream in) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MAX_COUNT) {
      throw new IOException("status has too many rows count=" + count);
    }
    return count;
  }
}

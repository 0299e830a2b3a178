package dev.parallax.memory.link;

import dev.parallax.memory.Buffer;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Notes what came, in order. */
final class Seen implements LinkHandler {
  final List<String> log = new ArrayList<>();
  final List<Buffer> buffers = new ArrayList<>();
  final List<Integer> lost = new ArrayList<>();
  boolean keep;
  int count;
  int forwards;
  int done;
  int wrong;

  @Override
  public void onBuffer(Buffer buffer, LinkEntry entry) {
    count++;
    forwards += entry.isForward() ? 1 : 0;
    int seq = entry.cause();
    boolean right =
        Payload.is(buffer, seq)
            && buffer.pts() == seq * 10L
            && buffer.dts() == seq * 10L - 1
            && buffer.duration() == 10
            && buffer.flags() == Buffer.DELTA
            && entry.port() == (seq & 1);
    wrong += right ? 0 : 1;
    log.add("buffer " + entry.seq() + " " + text(entry));
    if (keep) {
      buffers.add(buffer);
    } else {
      buffer.close();
    }
  }

  private static String text(LinkEntry entry) {
    return new String(bytes(entry));
  }

  static byte[] bytes(LinkEntry entry) {
    return entry.metadata().asSlice(0, entry.metadataBytes()).toArray(ValueLayout.JAVA_BYTE);
  }

  @Override
  public void onDone(int seq) {
    done++;
    log.add("done " + seq);
  }

  @Override
  public void onEvent(LinkEntry entry) {
    log.add(
        "event "
            + entry.port()
            + " "
            + entry.kind()
            + " "
            + entry.first()
            + " "
            + entry.second()
            + " "
            + entry.third()
            + " "
            + text(entry));
  }

  @Override
  public void onProperty(LinkEntry entry) {
    log.add("property " + entry.kind() + " " + entry.first() + " " + text(entry));
  }

  @Override
  public void onLost(Buffer buffer, int port, int seq) {
    lost.add(seq);
    buffer.close();
  }

  void closeAll() {
    buffers.forEach(Buffer::close);
    buffers.clear();
  }
}

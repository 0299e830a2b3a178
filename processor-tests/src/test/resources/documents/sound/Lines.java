package sound;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.*;
import java.io.ByteArrayOutputStream;

// snippet: one-to-many
/** Cuts a byte stream into lines. */
@Element(name = "lines", summary = "Cuts bytes into lines of text")
final class Lines {
  private static final int LONGEST = 4096;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private long offset;

  @Transform
  void split(@Input @BytesCaps Bytes in, @Output @EncodedCaps("text/x-line") Emitter<Packet> out)
      throws StreamException {
    for (long i = 0; i < in.size(); i++, offset++) {
      if (in.get(i) == '\n') {
        send(out);
      } else if (line.size() == LONGEST) {
        throw new StreamException("line is too long offset=" + offset + " max=" + LONGEST);
      } else {
        line.write(in.get(i));
      }
    }
  }

  private void send(Emitter<Packet> out) {
    Packet packet = out.acquire(line.size());
    packet.put(line.toByteArray(), 0, line.size());
    out.send(packet);
    line.reset();
  }

  @Drain // before the end of the stream: the last line may have no newline
  void drain(Emitter<Packet> out) {
    if (line.size() > 0) {
      send(out);
    }
  }

  @Reset // after a flush or a seek: forget what was begun
  void reset() {
    line.reset();
    offset = 0;
  }
}
// end snippet

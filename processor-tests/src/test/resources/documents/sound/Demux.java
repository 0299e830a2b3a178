package sound;

import dev.parallax.annotations.*;
import dev.parallax.model.format.CodecData;
import dev.parallax.model.format.PacketFormat;
import dev.parallax.runtime.element.*;
import java.util.HashMap;
import java.util.Map;

// snippet: demux
/** Opens an output for each digit that a line begins with, and sends the rest of the line there. */
@Element(name = "sortlines", summary = "Sorts lines by their first character")
final class Demux {
  private static final int MOST = 16;

  @Output(name = "line_%u", presence = Presence.SOMETIMES)
  @EncodedCaps("text/x-line")
  @FromStream
  OutputPorts<Packet> lines;

  private final Map<Byte, OutputPort<Packet>> open = new HashMap<>();

  @Transform
  void sort(@Input @EncodedCaps("text/x-line") Packet line) throws StreamException {
    if (line.size() < 2) {
      throw new StreamException("line has no key size=" + line.size());
    }
    byte key = line.get(0);
    OutputPort<Packet> port = open.get(key);
    if (port == null) {
      if (open.size() == MOST) {
        throw new StreamException("too many kinds of lines max=" + MOST);
      }
      port = lines.open("key" + key, new PacketFormat("text/x-line", Map.of(), CodecData.NONE));
      open.put(key, port);
    }
    port.forward(line, 2, line.size() - 2);
  }

  @Start
  void start() {
    open.clear();
  }
}
// end snippet

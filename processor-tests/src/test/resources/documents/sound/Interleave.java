package sound;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.*;

// snippet: ordered
/** A muxer: packets of all inputs, the lowest decoding time first. */
@Element(name = "interleave", summary = "Writes lines of several streams in order of time")
final class Interleave {
  @Input(name = "in_%u", presence = Presence.REQUEST)
  @EncodedCaps("text/x-line")
  InputPorts<Packet> in;

  @Transform(sync = Sync.ORDERED)
  void mux(InputPort<Packet> from, Packet packet, @Output @BytesCaps("text/plain") Emitter<Bytes> out) {
    byte[] line = new byte[(int) packet.size() + 3];
    line[0] = (byte) ('0' + from.index());
    line[1] = ' ';
    packet.copyTo(0, line, 2, (int) packet.size());
    line[line.length - 1] = '\n';
    Bytes bytes = out.acquire(line.length);
    bytes.put(line, 0, line.length);
    out.send(bytes, packet.pts(), packet.duration());
  }
}
// end snippet

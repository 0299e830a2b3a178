package dev.parallax.contract;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.FromStream;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.model.format.CodecData;
import dev.parallax.model.format.PacketFormat;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.OutputPort;
import dev.parallax.runtime.element.OutputPorts;
import dev.parallax.runtime.element.Packet;
import dev.parallax.runtime.element.StreamException;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes a toy container apart: records of four bytes, {@code stream, kind, time, value}. Kind 0
 * opens a stream, 1 is a packet, 2 closes the stream, 3 says that no more will come.
 */
@Element(name = "toydemux", summary = "Toy demuxer")
final class ToyDemux {
  @Output(name = "stream_%u", presence = Presence.SOMETIMES)
  @EncodedCaps("data/x-toy")
  @FromStream
  @SuppressWarnings("NullAway.Init")
  OutputPorts<Packet> streams;

  private final Map<Integer, OutputPort<Packet>> open = new HashMap<>();
  private final byte[] record = new byte[4];
  private int filled;
  private long offset;

  @Start
  void start() {
    open.clear();
    filled = 0;
    offset = 0;
  }

  @Transform
  void demux(@Input @BytesCaps Bytes in) throws StreamException {
    for (long i = 0; i < in.size(); i++) {
      record[filled++] = in.get(i);
      offset++;
      if (filled == record.length) {
        filled = 0;
        record();
      }
    }
  }

  private void record() throws StreamException {
    int id = record[0];
    OutputPort<Packet> port = open.get(id);
    switch (record[1]) {
      case 0 ->
          open.put(
              id, streams.open("s" + id, new PacketFormat("data/x-toy", Map.of(), CodecData.NONE)));
      case 1 -> {
        if (port == null) {
          throw new StreamException(
              "packet of a stream that is not open stream=" + id + " offset=" + (offset - 4));
        }
        Packet packet = port.acquire(1);
        packet.resize(1);
        packet.set(0, record[3]);
        port.send(packet, record[2] * ToySrc.FRAME_NS, ToySrc.FRAME_NS);
      }
      case 2 -> {
        if (port != null) {
          port.end();
          open.remove(id);
        }
      }
      case 3 -> streams.complete();
      default ->
          throw new StreamException("unknown record kind=" + record[1] + " offset=" + (offset - 4));
    }
  }

  @Drain
  void drain() throws StreamException {
    if (filled != 0) {
      throw new StreamException("container ends inside a record offset=" + offset);
    }
  }

  @Reset
  void reset() {
    filled = 0;
  }
}

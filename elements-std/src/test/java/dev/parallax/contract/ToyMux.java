package dev.parallax.contract;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.EncodedCaps;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.InputPort;
import dev.parallax.runtime.element.InputPorts;
import dev.parallax.runtime.element.Packet;

/** Writes records {@code port, time, value} of all inputs in order of time, and a trailer. */
@Element(name = "toymux", summary = "Toy muxer")
final class ToyMux {
  @Input(name = "in_%u", presence = Presence.REQUEST, bound = 4)
  @EncodedCaps("data/x-toy")
  @SuppressWarnings("NullAway.Init")
  InputPorts<Packet> in;

  private int written;

  @Start
  void start() {
    written = 0;
  }

  @Transform(sync = Sync.ORDERED)
  void mux(
      InputPort<Packet> from,
      Packet packet,
      @Output @BytesCaps("application/x-toymux") Emitter<Bytes> out) {
    Bytes record = out.acquire();
    record.resize(3);
    record.set(0, (byte) from.index());
    record.set(1, (byte) (packet.pts() / ToySrc.FRAME_NS));
    record.set(2, packet.get(0));
    out.send(record, packet.pts(), packet.duration());
    written++;
  }

  @Drain
  void end(Emitter<Bytes> out) {
    Bytes trailer = out.acquire();
    trailer.resize(3);
    trailer.set(0, (byte) -1);
    trailer.set(1, (byte) in.count());
    trailer.set(2, (byte) written);
    out.send(trailer);
  }
}

package dev.parallax.testkit.toys;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.InputPort;
import dev.parallax.runtime.element.InputPorts;
import org.jspecify.annotations.Nullable;

/** Sends on what comes from any of its inputs. */
@Element(name = "joins", summary = "Joins text")
final class Joins {
  @Input(name = "in_%u", presence = Presence.REQUEST)
  @BytesCaps("text/plain")
  @Nullable InputPorts<Bytes> in;

  @Transform(sync = Sync.SINGLE)
  @Same("*")
  void join(InputPort<Bytes> from, Bytes buffer, @Output Emitter<Bytes> out) {
    out.forward(buffer);
  }
}

package dev.parallax.elements.std.flow;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import java.util.Map;

/** Makes an event of each buffer whose byte says so. */
@Element(name = "herald", summary = "Makes events of buffers", klass = "Filter")
final class Herald {
  /** Tags, with the number of the byte as their title. */
  static final int TAGS = 100;

  /** A custom event. */
  static final int CUSTOM = 110;

  /** A gap at the time of the buffer. */
  static final int GAP = 120;

  @Transform
  @Same("*")
  void pass(@Input @AnyCaps Bytes in, @Output Emitter<Bytes> out) {
    int value = in.get(0);
    switch (value / 10 * 10) {
      case TAGS -> out.event(new Event.Tags(Map.of("title", "" + value)));
      case CUSTOM -> out.event(new Event.Custom("app/" + value, Map.of()));
      case GAP -> out.gap(in.pts(), in.duration());
      default -> out.forward(in);
    }
  }
}

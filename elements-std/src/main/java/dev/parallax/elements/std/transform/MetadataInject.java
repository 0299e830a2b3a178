package dev.parallax.elements.std.transform;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Changed;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.View;
import java.util.HexFormat;

/** Adds a value to the metadata of each buffer. */
@Element(
    name = "metadata-inject",
    summary = "Adds metadata to buffers",
    klass = "Filter",
    example = "videotestsrc num-buffers=10 ! metadata-inject key=sensor/name value=roof ! fakesink")
final class MetadataInject {
  @Property(doc = "key of the value, \"domain/type\"", def = "app/value")
  String key = "app/value";

  @Property(doc = "the value, as text that its type reads", def = "", live = true)
  String value = "";

  @Property(doc = "type of the value")
  MetadataType type = MetadataType.STRING;

  @Property(doc = "replace a value that a buffer has already")
  boolean overwrite = true;

  private Object parsed = "";

  @Start
  @Changed("value")
  void parse() {
    Metadata.EMPTY.with(key, 0); // the key is looked at before the first buffer
    try {
      parsed =
          switch (type) {
            case STRING -> value;
            case INT -> Integer.decode(value.strip());
            case LONG -> Long.decode(value.strip());
            case DOUBLE -> Double.valueOf(value.strip());
            case BOOLEAN -> bool(value.strip());
            case BYTES -> HexFormat.of().parseHex(value.replace(" ", ""));
          };
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "value is not of its type value=\"" + value + "\" type=" + type, e);
    }
  }

  private static Boolean bool(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("neither true nor false");
    }
    return Boolean.valueOf(text);
  }

  @Transform
  @Same("*")
  void inject(@Input(volatileOk = true) @AnyCaps View in, @Output Emitter<View> out) {
    Metadata metadata = in.metadata();
    if (!overwrite && metadata.keys().contains(key)) {
      out.forward(in);
      return;
    }
    View same = out.share(in);
    same.metadata(metadata.with(key, parsed));
    out.send(same);
  }
}

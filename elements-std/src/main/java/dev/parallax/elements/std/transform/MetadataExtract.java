package dev.parallax.elements.std.transform;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.element.View;
import org.jspecify.annotations.Nullable;

/** Posts a value of each buffer's metadata on the bus, or puts it under another key. */
@Element(
    name = "metadata-extract",
    summary = "Reads metadata of buffers",
    klass = "Filter",
    example =
        "videotestsrc num-buffers=10 ! sequence-number ! metadata-extract key=stream/sequence !"
            + " fakesink")
final class MetadataExtract {
  @Property(
      doc = "key of the value, \"domain/type\"; buffers without it just pass",
      def = "app/value")
  String key = "app/value";

  @Property(doc = "post an ExtractedMetadata message")
  boolean post = true;

  @Property(doc = "another key under which buffers have the value too; empty: none", def = "")
  String toKey = "";

  @Property(doc = "take the value away from its key")
  boolean remove;

  private @Nullable Context context;

  @Start
  void start(Context started) {
    context = started;
  }

  @Transform
  @Same("*")
  void extract(@Input(volatileOk = true) @AnyCaps View in, @Output Emitter<View> out) {
    Metadata metadata = in.metadata();
    Object value = metadata.get(key, Object.class);
    if (value == null) {
      out.forward(in);
      return;
    }
    Context c = context;
    if (post && c != null) {
      c.post(new ExtractedMetadata(key, value, in.pts()));
    }
    Metadata changed = remove ? metadata.without(key) : metadata;
    View same = out.share(in);
    same.metadata(toKey.isEmpty() ? changed : changed.with(toKey, value));
    out.send(same);
  }
}

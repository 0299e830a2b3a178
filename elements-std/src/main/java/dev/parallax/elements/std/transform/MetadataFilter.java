package dev.parallax.elements.std.transform;

import dev.parallax.annotations.AnyCaps;
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
import java.util.Arrays;
import java.util.List;

/** Takes values out of the metadata of buffers. */
@Element(
    name = "metadata-filter",
    summary = "Takes metadata out of buffers",
    klass = "Filter",
    example =
        "videotestsrc num-buffers=10 ! sequence-number ! metadata-filter remove=stream/* !"
            + " fakesink")
final class MetadataFilter {
  @Property(
      doc = "keys to keep, separated by commas; a * at the end stands for anything; empty: all",
      def = "")
  String keep = "";

  @Property(doc = "of those, keys to remove, written in the same way", def = "")
  String remove = "";

  private List<String> kept = List.of();
  private List<String> removed = List.of();

  @Start
  void start() {
    kept = patterns(keep);
    removed = patterns(remove);
  }

  private static List<String> patterns(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(p -> !p.isEmpty()).toList();
  }

  @Transform
  @Same("*")
  void filter(@Input @AnyCaps View in, @Output Emitter<View> out) {
    Metadata metadata = in.metadata();
    Metadata left = metadata;
    for (String key : metadata.keys()) {
      if (!(kept.isEmpty() || matches(kept, key)) || matches(removed, key)) {
        left = left.without(key);
      }
    }
    if (left == metadata) {
      out.forward(in);
      return;
    }
    View same = out.share(in);
    same.metadata(left);
    out.send(same);
  }

  private static boolean matches(List<String> patterns, String key) {
    for (String pattern : patterns) {
      boolean begins =
          pattern.endsWith("*") && key.startsWith(pattern.substring(0, pattern.length() - 1));
      if (begins || key.equals(pattern)) {
        return true;
      }
    }
    return false;
  }
}

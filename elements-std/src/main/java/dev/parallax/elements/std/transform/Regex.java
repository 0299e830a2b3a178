package dev.parallax.elements.std.transform;

import dev.parallax.annotations.BytesCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.StreamException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Searches each buffer for a regular expression of {@code java.util.regex}: passes those on in
 * which it is found, cuts out what it finds (without copying the bytes), or replaces it. What a
 * search may cost is bounded. The pattern does not see across the borders of buffers: put {@code
 * buffer-split} before it.
 */
@Element(
    name = "regex",
    summary = "Filters, extracts or replaces text",
    klass = "Filter",
    example =
        "fakesrc num-buffers=10 sizetype=fixed sizemax=20 filltype=zero ! regex mode=replace"
            + " pattern='\\x00' replacement=. ! fakesink silent=false")
final class Regex {
  @Property(doc = "regular expression of java.util.regex", def = "")
  String pattern = "";

  @Property(doc = "what happens where it is found")
  RegexMode mode = RegexMode.FILTER;

  @Property(doc = "mode=filter: pass on the buffers in which it is not found")
  boolean invert;

  @Property(doc = "mode=extract: number of the group to send; 0: the whole", min = 0)
  int group;

  @Property(
      doc = "mode=replace: what to put there; $1 stands for a group, a backslash quotes",
      def = "")
  String replacement = "";

  @Property(doc = "how bytes are read as text")
  RegexCharset charset = RegexCharset.UTF_8;

  @Property(doc = "a buffer with more bytes, before or after, fails", min = 1, max = 1 << 28)
  long maxBytes = 1 << 20;

  @Property(doc = "a search that looks at more characters fails", min = 1)
  long maxSteps = 100_000_000;

  private @Nullable Context context;
  private @Nullable RegexSearch search;

  @Start
  void start(Context started) {
    context = started;
    RegexSearch made = new RegexSearch(pattern, charset, maxSteps);
    if (group > made.groups()) {
      throw new IllegalArgumentException(
          "pattern has no such group group=" + group + " groups=" + made.groups());
    }
    boolean latin = replacement.chars().allMatch(c -> c <= 0xff);
    if (charset == RegexCharset.BYTES && !latin) {
      throw new IllegalArgumentException(
          "replacement has characters that are no bytes replacement=" + replacement);
    }
    if (mode == RegexMode.REPLACE) {
      made.checkReplacement(replacement);
    }
    search = made;
  }

  @Transform
  @BytesCaps
  @Same("*")
  void apply(@Input Bytes in, @Output Emitter<Bytes> out) throws StreamException {
    RegexSearch with = Objects.requireNonNull(search);
    if (in.size() > maxBytes) {
      throw new StreamException(
          "buffer is too long to be searched bytes=" + in.size() + " max=" + maxBytes);
    }
    byte[] bytes = new byte[(int) in.size()];
    in.copyTo(0, bytes, 0, bytes.length);
    switch (mode) {
      case FILTER -> pass(with.isIn(bytes) != invert, in, out);
      case EXTRACT ->
          with.each(bytes, group, (from, to) -> out.forward(in, from, to - from) != Flow.EOS);
      case REPLACE -> replace(with.replaced(bytes, replacement, maxBytes), in, out);
    }
  }

  private void pass(boolean wanted, Bytes in, Emitter<Bytes> out) {
    Context c = context;
    if (wanted) {
      out.forward(in);
    } else if (c != null) {
      c.countDropped(1);
    }
  }

  private static void replace(byte @Nullable [] bytes, Bytes in, Emitter<Bytes> out) {
    if (bytes == null) {
      out.forward(in);
      return;
    }
    Bytes made = out.acquire(Math.max(1, bytes.length));
    Times.copy(in, made);
    made.put(bytes, 0, bytes.length);
    out.send(made);
  }
}

package dev.parallax.elements.std.transform;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.LinkedHashSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Drops buffers whose bytes were there before, and counts them. Times make no difference. */
@Element(
    name = "dedup",
    summary = "Drops buffers with the same bytes",
    klass = "Filter",
    example = "videotestsrc pattern=black num-buffers=50 ! dedup ! fakesink silent=false")
final class Dedup {
  @Property(doc = "with what a buffer is compared")
  DedupMode mode = DedupMode.CONSECUTIVE;

  @Property(doc = "different buffers that mode=history remembers", min = 1, max = 1 << 20)
  int history = 1024;

  private final LinkedHashSet<ByteBuffer> digests = new LinkedHashSet<>();
  private @Nullable Context context;
  private @Nullable MessageDigest sha;
  private @Nullable View last;

  @Start
  void start(Context started) throws NoSuchAlgorithmException {
    context = started;
    sha = MessageDigest.getInstance("SHA-256");
  }

  @Configure
  void configure(Setup setup) {
    setup.holds(mode == DedupMode.CONSECUTIVE ? 2 : 0); // for a moment the new one beside the old
  }

  @Transform
  @Same("*")
  void pass(@Input @AnyCaps View in, @Output Emitter<View> out) {
    if (mode == DedupMode.CONSECUTIVE ? isLast(in) : isRemembered(in)) {
      Context c = context;
      if (c != null) {
        c.countDropped(1);
      }
      return;
    }
    out.forward(in);
  }

  private boolean isLast(View in) {
    View old = last;
    if (old != null && sameBytes(old, in)) {
      return true;
    }
    last = in.retain();
    if (old != null) {
      old.close();
    }
    return false;
  }

  private static boolean sameBytes(View a, View b) {
    return a.size() == b.size()
        && MemorySegment.mismatch(
                a.segment(),
                a.offset(),
                a.offset() + a.size(),
                b.segment(),
                b.offset(),
                b.offset() + b.size())
            < 0;
  }

  private boolean isRemembered(View in) {
    MessageDigest digest = Objects.requireNonNull(sha);
    digest.update(in.segment().asSlice(in.offset(), in.size()).asByteBuffer());
    ByteBuffer key = ByteBuffer.wrap(digest.digest());
    if (!digests.add(key)) {
      return true;
    }
    if (digests.size() > history) {
      digests.removeFirst();
    }
    return false;
  }

  @Reset
  @Stop
  void reset() {
    digests.clear();
    View old = last;
    last = null;
    if (old != null) {
      old.close();
    }
  }
}

package dev.parallax.elements.std.transform;

import dev.parallax.elements.std.StdElements;
import dev.parallax.elements.std.app.AppSrcElement;
import dev.parallax.memory.Buffer;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Metadata;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.pipeline.Snapshot;
import dev.parallax.runtime.spi.ElementNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs elements on given buffers in a real pipeline. The last element may be named {@code x}. */
final class Lab {
  /** A buffer, copied. */
  record Piece(String text, long pts, long duration, int flags, Metadata metadata) {
    static Piece of(String text) {
      return new Piece(text, Buffer.NO_TIME, Buffer.NO_TIME, 0, Metadata.EMPTY);
    }

    static Piece at(String text, long pts, long duration) {
      return new Piece(text, pts, duration, 0, Metadata.EMPTY);
    }
  }

  final List<Piece> out = new ArrayList<>();
  final List<Object> posted = new ArrayList<>();
  long dropped;
  long copies;

  /** Latin-1 text of all buffers. */
  static List<Piece> texts(String... texts) {
    return java.util.Arrays.stream(texts).map(Piece::of).toList();
  }

  List<String> texts() {
    return out.stream().map(Piece::text).toList();
  }

  static Lab run(String elements, String... texts) {
    return run(elements, texts(texts));
  }

  static Lab run(String elements, List<Piece> in) {
    return run(elements, in, Map.of());
  }

  static Lab run(String elements, List<Piece> in, Map<String, ElementNode<?>> more) {
    Lab lab = new Lab();
    int[] at = {0};
    Map<String, ElementNode<?>> code = new HashMap<>(more);
    code.put("metadata", StdElements.map(bytes -> bytes.metadata(in.get(at[0]++).metadata())));
    code.put("sink", StdElements.appSink(bytes -> lab.out.add(copy(bytes))));
    try (Pipeline pipeline =
        Pipeline.parse(
            "appsrc name=src max-bytes=0 ! ${metadata} ! " + elements + " ! ${sink}", code)) {
      pipeline
          .bus()
          .listen(m -> {
            if (m instanceof Message.Application a) {
              lab.posted.add(a.payload());
            }
          });
      pipeline.prepare();
      pipeline.activate();
      AppSrcElement.Control src = pipeline.find("src", AppSrcElement.Control.class);
      for (Piece piece : in) {
        src.offer(
            piece.text().getBytes(StandardCharsets.ISO_8859_1), piece.pts(), piece.duration());
      }
      src.endOfStream();
      if (!pipeline.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("stream does not end");
      }
      ParallaxException error = pipeline.error();
      if (error != null) {
        throw error;
      }
      for (Snapshot.ElementCounters e : pipeline.snapshot().elements()) {
        if (e.name().equals("x")) {
          lab.dropped = e.dropped();
          lab.copies = e.copies();
        }
      }
    }
    return lab;
  }

  private static Piece copy(Bytes bytes) {
    byte[] copy = new byte[(int) bytes.size()];
    bytes.copyTo(0, copy, 0, copy.length);
    return new Piece(
        new String(copy, StandardCharsets.ISO_8859_1),
        bytes.pts(),
        bytes.duration(),
        bytes.flags(),
        bytes.metadata());
  }
}

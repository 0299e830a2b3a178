package dev.parallax.examples.funnel;

import static dev.parallax.elements.std.StdElements.appSink;
import static dev.parallax.elements.std.StdElements.fakeSrc;
import static dev.parallax.elements.std.StdElements.funnel;
import static dev.parallax.elements.std.StdElements.map;

import dev.parallax.elements.std.testing.FakeSizeType;
import dev.parallax.elements.std.transform.MapElement;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.pipeline.Pipeline;
import java.util.Map;
import java.util.TreeMap;

/** Two sources into one sink, in the order of arrival. The stream ends when both have ended. */
public final class FunnelExample {
  private final Map<Character, Integer> taken = new TreeMap<>();

  private FunnelExample() {}

  /** Runs the example. */
  public static void main(String... args) {
    FunnelExample example = new FunnelExample();
    example.fromString();
    System.out.println("string:   " + example.taken);
    example.taken.clear();
    example.fromBuilders();
    System.out.println("builders: " + example.taken);
  }

  private void fromString() {
    String text =
        "funnel name=f ! ${count}"
            + "  fakesrc num-buffers=3 sizetype=fixed sizemax=1 ! ${a} ! f."
            + "  fakesrc num-buffers=5 sizetype=fixed sizemax=1 ! ${b} ! f.";
    try (Pipeline pipeline =
        Pipeline.parse(
            text, Map.of("a", stamp('a'), "b", stamp('b'), "count", appSink(this::count)))) {
      pipeline.run();
    }
  }

  /** A request port: every call of {@code in()} asks for one more. */
  private void fromBuilders() {
    var funnel = funnel();
    fakeSrc().numBuffers(3).sizetype(FakeSizeType.FIXED).sizemax(1).to(stamp('a')).to(funnel.in());
    fakeSrc().numBuffers(5).sizetype(FakeSizeType.FIXED).sizemax(1).to(stamp('b')).to(funnel.in());
    funnel.out().to(appSink(this::count)).run();
  }

  private static MapElement stamp(char letter) {
    return map(bytes -> bytes.set(0, (byte) letter));
  }

  /** On the sink's thread only, so a plain map will do. */
  private void count(Bytes in) {
    taken.merge((char) in.get(0), 1, Integer::sum);
  }
}

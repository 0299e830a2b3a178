package sound;

import static dev.parallax.elements.std.StdElements.audioTestSrc;
import static dev.parallax.elements.std.StdElements.fakeSink;
import static dev.parallax.elements.std.StdElements.fileSink;
import static dev.parallax.elements.std.StdElements.queue;
import static dev.parallax.elements.std.StdElements.valueMap;
import static dev.parallax.elements.std.StdElements.valueSink;
import static sound.MyElements.gain;

import dev.parallax.elements.std.values.Result;
import dev.parallax.elements.std.values.ValueStream;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.typed.Out;
import dev.parallax.runtime.typed.RawAudio;
import dev.parallax.runtime.typed.Tee;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Typed operators of the documents. */
final class Typed {
  public static void main(String[] args) throws Exception {
    first();
    media();
    windows();
    joins();
    branches();
    strings();
    bytes(Path.of(args[0]));
  }

  private static void first() {
    // snippet: first
    List<String> squares =
        ValueStream.from(Stream.iterate(1, n -> n + 1)) // endless
            .filter(n -> n % 2 == 1)
            .map(n -> n + "² = " + n * n)
            .via(queue()) // from here on another thread
            .take(3)
            .toList()
            .run();
    // end snippet
    System.out.println(squares);
  }

  private static void media() {
    // snippet: media
    Optional<Float> loudest =
        audioTestSrc()
            .numBuffers(100)
            .caps("audio/x-raw,format=F32LE")
            .to(gain().gain(0.5)) // elements,
            .to(ValueStream.ofAudio(Typed::peak)) // operators
            .via(queue()) // and elements again
            .reduce(Math::max)
            .run();
    // end snippet
    System.out.printf(java.util.Locale.ROOT, "loudest %.3f%n", loudest.orElseThrow());
  }

  // snippet: peak
  private static float peak(AudioBlock block) {
    float peak = 0;
    for (int i = 0; i < block.length(); i++) {
      peak = Math.max(peak, Math.abs(block.f32(i)));
    }
    return peak; // the number, not the view
  }
  // end snippet

  // snippet: order
  record Order(String customer, int amount, long at) {}
  // end snippet

  // snippet: rate
  record Rate(double value, long at) {}
  // end snippet

  private static final List<Order> ORDERS =
      List.of(new Order("ann", 3, 100), new Order("bob", 4, 900), new Order("ann", 5, 1100));

  private static void windows() {
    // snippet: windows
    List<Integer> perSecond =
        ValueStream.from(ORDERS)
            .stamped(order -> order.at() * 1_000_000) // times in nanoseconds
            .window(Duration.ofSeconds(1))
            .map(orders -> orders.stream().mapToInt(Order::amount).sum())
            .toList()
            .run();
    // end snippet
    System.out.println("per second " + perSecond);
  }

  private static void joins() {
    // snippet: joins
    ValueStream<Rate> rates =
        ValueStream.from(List.of(new Rate(1.5, 0), new Rate(2.0, 1000))).stamped(Rate::at);
    List<Double> paid =
        ValueStream.from(ORDERS)
            .stamped(Order::at)
            .temporalJoin(rates, (order, rate) -> order.amount() * rate.orElseThrow().value())
            .toList()
            .run();
    // end snippet
    System.out.println("paid " + paid);
  }

  private static void branches() {
    // snippet: branches
    Tee<RawAudio> tone = audioTestSrc().numBuffers(3).caps("audio/x-raw,format=F32LE").tee();
    Out<RawAudio> heard = tone.branch();
    Result<Map<Boolean, Long>> clipped =
        tone.branch()
            .via(queue())
            .to(ValueStream.ofAudio(Typed::peak))
            .collect(Collectors.partitioningBy(peak -> peak >= 1, Collectors.counting()));
    heard.via(queue()).to(fakeSink());
    System.out.println(clipped.run()); // runs both branches to their end
    // end snippet
  }

  private static void strings() {
    // snippet: strings
    List<Integer> doubled = new java.util.concurrent.CopyOnWriteArrayList<>();
    try (Pipeline pipeline =
        Pipeline.parse(
            "${numbers} ! queue ! ${twice} ! range take=2 ! ${show}",
            Map.of(
                "numbers", ValueStream.from(List.of(1, 2, 3)).node(),
                "twice", valueMap((Integer n) -> 2 * n),
                "show", valueSink((Integer n) -> doubled.add(n))))) {
      pipeline.run();
    }
    // end snippet
    System.out.println("doubled " + doubled);
  }

  private static void bytes(Path file) throws Exception {
    // snippet: bytes
    ValueStream.from(ORDERS)
        .toBytes(order -> (order.customer() + "\n").getBytes(StandardCharsets.UTF_8))
        .to(fileSink(file.toString()))
        .run();
    // end snippet
    System.out.println("file " + Files.readAllLines(file));
  }
}

package dev.parallax.examples.typed;

import static dev.parallax.elements.std.StdElements.audioTestSrc;
import static dev.parallax.elements.std.StdElements.concat;
import static dev.parallax.elements.std.StdElements.queue;

import dev.parallax.elements.std.values.Result;
import dev.parallax.elements.std.values.ValueStream;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.typed.Out;
import dev.parallax.runtime.typed.RawAudio;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A stream of records through a pipeline; javac knows their type in every step. */
public final class TypedExample {
  /** Where a thermometer is, when it was read, and what it said. */
  private record Reading(String room, long second, double celsius) {}

  /** What a room was like for a while. */
  private record Average(String room, double celsius) {}

  private static final List<Reading> READINGS =
      List.of(
          new Reading("hall", 0, 18.0),
          new Reading("lab", 10, 21.0),
          new Reading("hall", 20, 18.5),
          new Reading("lab", 40, 99.0), // broken
          new Reading("lab", 61, 22.0),
          new Reading("hall", 70, 19.0),
          new Reading("lab", 119, 23.0));

  private TypedExample() {}

  /** Runs the example. */
  public static void main(String... args) {
    System.out.println("averages of each minute");
    averages().forEach(line -> System.out.println("  " + line));
    System.out.println("blocks of audio by loudness: " + loudness().run());
  }

  private static List<String> averages() {
    return ValueStream.from(READINGS)
        .filter(reading -> reading.celsius < 60)
        .via(queue()) // an element like any other: from here on another thread
        .stamped(reading -> Duration.ofSeconds(reading.second).toNanos())
        .window(Duration.ofMinutes(1))
        .flatMap(minute -> byRoom(minute).stream())
        .map(average -> String.format(Locale.ROOT, "%s %.2f", average.room, average.celsius))
        .toList()
        .run();
  }

  private static List<Average> byRoom(List<Reading> minute) {
    Map<String, Double> means =
        minute.stream()
            .collect(
                Collectors.groupingBy(Reading::room, Collectors.averagingDouble(Reading::celsius)));
    return means.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(room -> new Average(room.getKey(), room.getValue()))
        .toList();
  }

  /** Media on the left, values on the right. The types say where the one becomes the other. */
  private static Result<Map<String, Long>> loudness() {
    var one = concat();
    audioTestSrc().numBuffers(5).volume(0.9).to(one.in());
    audioTestSrc().numBuffers(3).volume(0.1).to(one.in());
    Out<RawAudio> audio = one.out().as(RawAudio.class).caps("audio/x-raw,format=F32LE");
    return audio
        .to(ValueStream.ofAudio(TypedExample::peak))
        .map(peak -> peak > 0.5 ? "loud" : "quiet")
        .collect(
            Collectors.groupingBy(word -> word, java.util.TreeMap::new, Collectors.counting()));
  }

  /** A number of each block; the view itself ends with the call. */
  private static float peak(AudioBlock block) {
    float peak = 0;
    for (int i = 0; i < block.length(); i++) {
      peak = Math.max(peak, Math.abs(block.f32(i)));
    }
    return peak;
  }
}

package dev.parallax.conformance;

import dev.parallax.elements.std.flac.FlacInputs;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.typed.Values;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What feeds an input of a media type: the beginning of a pipeline that ends in that type. Raw
 * media come from test sources, encoded ones from an encoder among the elements, found by its caps;
 * a type that no element here makes has its bytes in {@link #FILES}.
 */
final class Samples {
  static final String SMALL_VIDEO = "video/x-raw,width=64,height=48";

  private static final int IN_FILES = 20;

  /** Streams that no element of this library makes. A new one: its media type and its bytes. */
  private static final Map<String, Supplier<byte[]>> FILES =
      Map.of("audio/x-flac", () -> FlacInputs.stereo24(IN_FILES));

  /** Elements that want more of a stream than its type says: the source that makes it so. */
  private static final Map<String, String> SOURCES = Map.of("testsink", "testsrc");

  /**
   * A feed.
   *
   * @param text pipeline without its last link
   * @param isFile whether it ends by itself, whatever number of buffers is asked for
   */
  record Feed(String text, boolean isFile) {}

  private Samples() {}

  /** A feed of {@code buffers} buffers for an input of an element, for ever if negative. */
  static Feed feed(String element, PortDescriptor input, int buffers, Path dir) {
    String source = SOURCES.get(element);
    return source != null
        ? new Feed(source + " num-buffers=" + buffers, false)
        : feed(input, buffers, dir);
  }

  private static Feed feed(PortDescriptor input, int buffers, Path dir) {
    String media = media(input);
    String number = " num-buffers=" + buffers;
    return switch (media) {
      case MediaCaps.VIDEO_RAW -> new Feed("videotestsrc" + number + " ! " + SMALL_VIDEO, false);
      case MediaCaps.AUDIO_RAW -> new Feed("audiotestsrc samplesperbuffer=64" + number, false);
      case Values.MEDIA_TYPE -> new Feed("samplevalues" + number, false);
      case MediaCaps.ANY_TYPE, MediaCaps.STREAM_TYPE ->
          new Feed("fakesrc sizetype=fixed sizemax=100 filltype=zero" + number, false);
      default -> encoded(input, media, buffers, dir);
    };
  }

  /** Whether an element wants more of a stream than its type says. */
  static boolean isParticular(String element) {
    return SOURCES.containsKey(element);
  }

  /** A file of bytes without a meaning. */
  static Path bytes(Path dir) {
    Path file = dir.resolve("sample.bin");
    try {
      return Files.exists(file) ? file : Files.write(file, new byte[5000]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Media type of a port's first alternative; for packets of any type, one that there is. */
  static String media(PortDescriptor port) {
    List<MediaCaps> alternatives = port.caps().alternatives();
    if (alternatives.isEmpty()) {
      return MediaCaps.ANY_TYPE;
    }
    MediaCaps first = alternatives.getFirst();
    boolean anyPackets =
        first.type().equals(MediaCaps.ANY_TYPE) && !first.field(MediaCaps.FRAMED).accepts(false);
    return anyPackets ? "image/png" : first.type();
  }

  /**
   * Packets come straight from the encoder; a byte stream is cut in the wrong places on its way.
   */
  private static Feed encoded(PortDescriptor input, String media, int buffers, Path dir) {
    boolean stream = input.caps().alternatives().getFirst().field(MediaCaps.FRAMED).accepts(false);
    if (FILES.containsKey(media) || stream) {
      Path file = file(media, dir);
      return new Feed("filesrc location=" + file + " blocksize=999", true);
    }
    return new Feed(made(media, buffers, dir), false);
  }

  /** A file of a media type. */
  static Path file(String media, Path dir) {
    Path file = dir.resolve("sample." + media.replaceAll("[^a-z0-9]", "-"));
    if (Files.exists(file)) {
      return file;
    }
    Supplier<byte[]> bytes = FILES.get(media);
    if (bytes != null) {
      try {
        return Files.write(file, bytes.get());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    try (Pipeline maker =
        Pipeline.parse(made(media, IN_FILES, dir) + " ! filesink location=" + file)) {
      maker.run();
    }
    return file;
  }

  private static String made(String media, int buffers, Path dir) {
    ElementDescriptor maker =
        encoder(media)
            .orElseThrow(() ->
                new AssertionError(
                    "no element makes media=" + media + "; add its bytes to Samples.FILES"));
    return feed(maker.inputs().getFirst(), buffers, dir).text() + " ! " + maker.name();
  }

  /** An element that makes this type of raw media or bytes. */
  private static Optional<ElementDescriptor> encoder(String media) {
    return Subject.all().stream()
        .map(name -> Catalogs.require(name).descriptor())
        .filter(d -> d.inputs().size() == 1 && d.outputs().size() == 1 && !d.hints().userCode())
        .filter(d -> media(d.outputs().getFirst()).equals(media))
        .filter(d -> isPlain(media(d.inputs().getFirst())))
        .findFirst();
  }

  private static boolean isPlain(String media) {
    return media.equals(MediaCaps.VIDEO_RAW)
        || media.equals(MediaCaps.AUDIO_RAW)
        || media.equals(MediaCaps.STREAM_TYPE);
  }
}

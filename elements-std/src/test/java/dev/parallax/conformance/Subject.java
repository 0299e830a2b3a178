package dev.parallax.conformance;

import dev.parallax.annotations.Presence;
import dev.parallax.elements.std.StdElements;
import dev.parallax.elements.std.app.AppSinkElement;
import dev.parallax.elements.std.app.AppSrcElement;
import dev.parallax.elements.std.flac.FlacInputs;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.spi.Catalog;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One element under test, and the pipelines it can run in: peers are derived from its ports and
 * their caps. In every pipeline it is named {@code x}.
 */
final class Subject implements AutoCloseable {
  static final int SOME = 20;
  static final int ENDLESS = -1;
  private static final String SMALL = "video/x-raw,width=64,height=48";

  private final ElementDescriptor descriptor;
  private final Path dir;
  private final List<Integer> fds = new ArrayList<>();
  private final List<NetPeer> peers = new ArrayList<>();

  Subject(String element, Path dir) {
    descriptor = Catalogs.require(element).descriptor();
    this.dir = dir;
  }

  /** All elements of elements-std. */
  static List<String> all() {
    return Catalogs.all().stream()
        .filter(c -> c.library().equals("StdElements"))
        .map(Catalog::names)
        .findFirst()
        .orElseThrow();
  }

  ElementDescriptor descriptor() {
    return descriptor;
  }

  String name() {
    return descriptor.name();
  }

  boolean isSource() {
    return descriptor.kind() == ElementDescriptor.Kind.SOURCE;
  }

  boolean isSink() {
    return descriptor.kind() == ElementDescriptor.Kind.SINK;
  }

  boolean isOneToOne() {
    return descriptor.inputs().size() == 1
        && descriptor.outputs().size() == 1
        && descriptor.inputs().get(0).view().equals(descriptor.outputs().get(0).view());
  }

  /** Whether its stream can go on for ever. */
  boolean canBeEndless() {
    return isSource()
        ? descriptor.propertyIndex("num-buffers") >= 0
            && !name().equals("filesrc")
            && !name().equals("fdsrc")
        : !List.of("audio/x-flac", "audio/x-wav").contains(inputMedia());
  }

  boolean isHost() {
    return name().equals("appsrc") || name().equals("appsink");
  }

  String inputMedia() {
    return media(descriptor.inputs().get(0));
  }

  private static String media(PortDescriptor port) {
    return port.caps().alternatives().isEmpty() ? "" : port.caps().alternatives().get(0).type();
  }

  // ---- pipelines

  /** With peers that make or take {@code buffers} buffers; {@link #ENDLESS} where it can. */
  Pipeline pipeline(int buffers) {
    return build(
        isSource() ? "" : source(buffers), buffers, isSink() ? "" : " ! fakesink name=end");
  }

  Pipeline pipeline(String source, String sink) {
    return build(source, SOME, sink);
  }

  /** With media that changes its format now and then. */
  Pipeline changing(int buffers) {
    return build(
        (isAudio() ? "changingaudio" : "changingvideo") + " num-buffers=" + buffers + " ! ",
        buffers,
        isSink() ? "" : " ! fakesink name=end");
  }

  boolean isAudio() {
    return inputMedia().startsWith("audio/");
  }

  private Pipeline build(String source, int buffers, String sink) {
    Map<String, ElementNode<?>> code = userCode();
    return code.isEmpty()
        ? Pipeline.parse(source + name() + " name=x " + properties(buffers) + sink)
        : Pipeline.parse(source + "${x}" + sink, code);
  }

  String source(int buffers) {
    return switch (inputMedia()) {
      case "video/x-raw" ->
          "videotestsrc num-buffers=" + buffers + " ! " + SMALL + formatOf(descriptor) + " ! ";
      case "audio/x-raw" -> "audiotestsrc samplesperbuffer=64 num-buffers=" + buffers + " ! ";
      case "audio/x-flac" ->
          "filesrc location=" + file("in.flac", FlacInputs.stereo24(SOME)) + " blocksize=999 ! ";
      case "audio/x-wav" -> "filesrc location=" + file("in.wav", wav()) + " blocksize=999 ! ";
      default -> "fakesrc sizetype=fixed sizemax=100 num-buffers=" + buffers + " ! ";
    };
  }

  private static String formatOf(ElementDescriptor d) {
    return d.name().equals("pngenc") ? ",format=RGB" : "";
  }

  Map<String, ElementNode<?>> userCode() {
    return switch (name()) {
      case "map" -> Map.of("x", StdElements.map(b -> {}).named("x"));
      case "mapvideo" -> Map.of("x", StdElements.mapVideo(f -> {}).named("x"));
      case "mapaudio" -> Map.of("x", StdElements.mapAudio(b -> {}).named("x"));
      case "filter" -> Map.of("x", StdElements.filter(v -> true).named("x"));
      default -> Map.of();
    };
  }

  /** What the element needs to be made. */
  private String properties(int buffers) {
    String number =
        descriptor.propertyIndex("num-buffers") >= 0 && isSource() ? " num-buffers=" + buffers : "";
    return switch (name()) {
      case "filesrc" -> "location=" + file("in.bin", new byte[5000]) + " blocksize=100" + number;
      case "fdsrc" ->
          "fd=" + open(file("in.bin", new byte[5000]), Fcntl.O_RDONLY) + " blocksize=100" + number;
      case "filesink" -> "location=" + dir.resolve("out.bin");
      case "fdsink" -> "fd=" + open(Path.of("/dev/null"), Fcntl.O_WRONLY);
      case "capsfilter" -> "caps=application/octet-stream";
      case "audiotestsrc" -> "samplesperbuffer=64" + number;
      default -> descriptor.klass().endsWith("/Network") ? peer() + number : number;
    };
  }

  /** Starts the other side of a network element, and says how the element finds it. */
  private String peer() {
    if (descriptor.propertyIndex("path") >= 0) {
      Path path = dir.resolve("socket");
      if (peers.isEmpty()) {
        peers.add(NetPeer.server(path));
      }
      return "path=" + path;
    }
    int port = NetPeer.freePort();
    if (descriptor.propertyIndex("location") >= 0) {
      peers.add(NetPeer.http(port));
      return "location=http://127.0.0.1:" + port + "/";
    }
    if (name().startsWith("udp")) {
      peers.add(NetPeer.datagrams(port));
    } else if (descriptor.propertyIndex("current-port") < 0) {
      peers.add(NetPeer.server(port));
    } else {
      peers.add(NetPeer.client(port));
    }
    return descriptor.propertyIndex("port") >= 0 ? "port=" + port : "";
  }

  private int open(Path path, int flags) {
    int fd = Fcntl.openat(Fcntl.AT_FDCWD, path.toString(), flags | Fcntl.O_CLOEXEC, 0);
    fds.add(fd);
    return fd;
  }

  private Path file(String name, byte[] content) {
    Path file = dir.resolve(name);
    try {
      return Files.exists(file) ? file : Files.write(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] wav() {
    Path made = dir.resolve("made.wav");
    try (Pipeline p =
        Pipeline.parse(
            "audiotestsrc num-buffers=20 samplesperbuffer=64 ! wavenc ! filesink location="
                + made)) {
      p.run();
      return Files.readAllBytes(made);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a request port is needed on the far side. */
  boolean isTeeLike() {
    return descriptor.outputs().stream().anyMatch(p -> p.presence() == Presence.REQUEST);
  }

  // ---- the application's part

  /** Pushes or pulls what the application must; returns when the stream can end by itself. */
  void serve(Pipeline pipeline, int buffers) throws InterruptedException {
    if (name().equals("appsrc")) {
      AppSrcElement.Control src = pipeline.find("x", AppSrcElement.Control.class);
      for (int i = 0; i < buffers; i++) {
        if (!src.push(new byte[100], i, 1)) {
          throw new IllegalStateException("appsrc refused buffer=" + i);
        }
      }
      src.endOfStream();
    } else if (name().equals("appsink")) {
      AppSinkElement.Control sink = pipeline.find("x", AppSinkElement.Control.class);
      while (sink.pull(-1) != null) {
        // all of it
      }
    }
  }

  @Override
  public void close() {
    fds.forEach(Unistd::close);
    fds.clear();
    peers.forEach(NetPeer::close);
    peers.clear();
  }
}

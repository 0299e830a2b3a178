package dev.parallax.conformance;

import dev.parallax.annotations.Presence;
import dev.parallax.elements.std.app.NamedMemory;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Unistd;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.OutputPort;
import dev.parallax.runtime.element.OutputPorts;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.remote.ThreadPeer;
import dev.parallax.runtime.spi.Catalog;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementNode;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One element under test, and the pipelines it can run in: peers are derived from its ports and
 * their caps, two for each port that may be requested. In every pipeline it is named {@code x}, and
 * what its outputs lead to {@code end0}, {@code end1}, and so on.
 */
final class Subject implements AutoCloseable {
  static final int SOME = 20;
  static final int ENDLESS = -1;
  private static final int REQUESTED = 2;

  /** Elements that keep the whole stream, up to a limit. */
  private static final List<String> SENDS_AT_THE_END = List.of("buffer-concat");

  private final ElementDescriptor descriptor;
  private final Path dir;
  private final List<Integer> fds = new ArrayList<>();
  private final List<Partner> partners = new ArrayList<>();

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

  // ---- what it is

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

  /** A filter with one input and one output that always exist. */
  boolean isChain() {
    return isSingle(descriptor.inputs()) && isSingle(descriptor.outputs());
  }

  private static boolean isSingle(List<PortDescriptor> ports) {
    return ports.size() == 1 && ports.getFirst().presence() == Presence.ALWAYS;
  }

  /** Whether each buffer that comes is one that goes, in the one call that the runtime makes. */
  boolean isOneToOne() {
    if (!isChain()) {
      return false;
    }
    Class<?> type =
        (descriptor.hints().userCode() ? UserCode.make(descriptor).adapter() : create())
            .element()
            .getClass();
    return Arrays.stream(type.getDeclaredFields()).noneMatch(f -> isEmitter(f.getType()))
        && Arrays.stream(type.getDeclaredMethods()).noneMatch(Subject::takesEmitter);
  }

  private dev.parallax.runtime.spi.ElementAdapter create() {
    return Catalogs.require(name()).create();
  }

  private static boolean takesEmitter(Method method) {
    return Arrays.stream(method.getParameterTypes()).anyMatch(Subject::isEmitter);
  }

  private static boolean isEmitter(Class<?> type) {
    return type == Emitter.class || type == OutputPort.class || type == OutputPorts.class;
  }

  /** Whether what goes is what came, in every field of its format. */
  boolean isSame() {
    return descriptor.relations().stream()
        .anyMatch(r -> r instanceof Relation.Same same && same.fields().contains("*"));
  }

  /** Whether an output is a byte stream of a type of its own: a file, which has one format. */
  boolean makesFile() {
    return descriptor.outputs().stream()
            .map(Samples::media)
            .anyMatch(m -> !isRaw(m) && !m.equals(MediaCaps.STREAM_TYPE))
        && descriptor.outputs().stream()
            .allMatch(
                p -> p.caps().alternatives().getFirst().field(MediaCaps.FRAMED).accepts(false));
  }

  /** Whether its stream can go on for ever. */
  boolean canBeEndless() {
    if (Partners.has(descriptor) || SENDS_AT_THE_END.contains(name())) {
      return false;
    }
    return isSource()
        ? descriptor.propertyIndex("num-buffers") >= 0
            && descriptor.propertyIndex("location") < 0
            && descriptor.propertyIndex("fd") < 0
        : descriptor.inputs().stream().noneMatch(p -> feed(p, SOME).isFile());
  }

  boolean isVideo() {
    return hasRawInput(MediaCaps.VIDEO_RAW);
  }

  boolean isAudio() {
    return hasRawInput(MediaCaps.AUDIO_RAW);
  }

  private boolean hasRawInput(String media) {
    return descriptor.inputs().stream().anyMatch(p -> Samples.media(p).equals(media));
  }

  /** Whether its one input takes raw media, or anything. */
  boolean takesRaw() {
    return !Samples.isParticular(name())
        && isSingle(descriptor.inputs())
        && isRaw(Samples.media(descriptor.inputs().getFirst()));
  }

  private static boolean isRaw(String media) {
    return List.of(MediaCaps.VIDEO_RAW, MediaCaps.AUDIO_RAW, MediaCaps.ANY_TYPE).contains(media);
  }

  /** Whether nobody stands between it and sources that make as many buffers as they are told. */
  boolean isFedByTestSources() {
    return takesOnly(List.of(MediaCaps.VIDEO_RAW, MediaCaps.AUDIO_RAW, MediaCaps.ANY_TYPE))
        || takesOnly(List.of(MediaCaps.STREAM_TYPE));
  }

  private boolean takesOnly(List<String> media) {
    return descriptor.inputs().stream().map(Samples::media).allMatch(media::contains);
  }

  /** Number of links that lead to it in its pipelines. */
  int feeds() {
    return ports(descriptor.inputs()).size();
  }

  /** Number of links that lead away from it. */
  int outlets() {
    return ports(descriptor.outputs()).size();
  }

  private record Port(String name, PortDescriptor descriptor) {}

  private static List<Port> ports(List<PortDescriptor> templates) {
    List<Port> ports = new ArrayList<>();
    for (PortDescriptor template : templates) {
      int count = template.presence() == Presence.REQUEST ? REQUESTED : 1;
      for (int i = 0; i < count; i++) {
        ports.add(new Port(template.name().replace("%u", Integer.toString(i)), template));
      }
    }
    return ports;
  }

  /** Its properties, and those of the ports it has in its pipelines: {@code sink_0::volume}. */
  List<PropertyDescriptor> properties() {
    List<PropertyDescriptor> all = new ArrayList<>(descriptor.properties());
    for (Port port : ports(descriptor.inputs())) {
      port.descriptor().properties().forEach(p -> all.add(p.named(port.name() + "::" + p.name())));
    }
    return all;
  }

  // ---- pipelines

  /** What feeds its first input. */
  String feed() {
    return feed(descriptor.inputs().getFirst(), SOME).text();
  }

  private Samples.Feed feed(PortDescriptor input, int buffers) {
    return Samples.feed(name(), input, buffers, dir);
  }

  /** With peers that make or take {@code buffers} buffers; {@link #ENDLESS} where it can. */
  Pipeline pipeline(int buffers) {
    int[] each = new int[feeds()];
    Arrays.fill(each, buffers);
    return pipeline(buffers, each, "fakesink");
  }

  /** With a number of buffers for each input, and a sink behind the first output. */
  Pipeline pipeline(int own, int[] buffers, String firstSink) {
    List<Port> inputs = ports(descriptor.inputs());
    List<String> feeds = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      feeds.add(feed(inputs.get(i).descriptor(), buffers[i]).text());
    }
    return build(feeds, own, firstSink);
  }

  /** With a feed of its own for the one input. */
  Pipeline pipeline(String feed, Map<String, ElementNode<?>> more, String sink) {
    Map<String, ElementNode<?>> code = new HashMap<>(more);
    return placed(
        Pipeline.parse(feed + " ! " + self(SOME, code) + (isSink() ? "" : " ! " + sink), code));
  }

  private Pipeline build(List<String> feeds, int own, String firstSink) {
    Map<String, ElementNode<?>> code = new HashMap<>();
    StringBuilder text = new StringBuilder();
    boolean chain = isSource() || isSingle(descriptor.inputs());
    text.append(chain && !feeds.isEmpty() ? feeds.getFirst() + " ! " : "").append(self(own, code));
    List<Port> outputs = ports(descriptor.outputs());
    boolean single = isSingle(descriptor.outputs());
    for (int i = 0; i < outputs.size(); i++) {
      text.append(single ? "" : "  x." + outputs.get(i).name())
          .append(single ? " ! " : " ! queue ! ")
          .append(i == 0 ? firstSink : "fakesink")
          .append(" name=end")
          .append(i);
    }
    if (!chain) {
      List<Port> inputs = ports(descriptor.inputs());
      for (int i = 0; i < feeds.size(); i++) {
        text.append("  ").append(feeds.get(i)).append(" ! x.").append(inputs.get(i).name());
      }
    }
    return placed(Pipeline.parse(text.toString(), code));
  }

  private static Place place = Place.HERE;

  /** Where the element that is tried runs. */
  enum Place {
    HERE,
    /** In a process of its own, for which a thread stands. */
    ELSEWHERE,
    /** In a process with the sinks behind it, for which threads with one fate stand. */
    GROUPED,
    /** In one with the sources before it: it needs no more buffers than alone. */
    GROUPED_WITH_SOURCES;

    private boolean includes(String name, ElementDescriptor element) {
      if (name.equals("x")) {
        return this != HERE;
      }
      boolean neighbour =
          switch (this) {
            case HERE, ELSEWHERE -> false;
            case GROUPED -> name.startsWith("end");
            case GROUPED_WITH_SOURCES -> element.kind() == ElementDescriptor.Kind.SOURCE;
          };
      return neighbour && canBeRemote(element);
    }
  }

  /** From now on. */
  static void place(Place now) {
    place = now;
  }

  boolean isRemote() {
    return place != Place.HERE && canBeRemote(descriptor);
  }

  private static boolean canBeRemote(ElementDescriptor element) {
    return !element.hints().hostBound() && !element.hints().userCode();
  }

  private Pipeline placed(Pipeline pipeline) {
    if (!isRemote()) {
      return pipeline;
    }
    Place now = place;
    return pipeline.placement(
        ThreadPeer.placement(now::includes, name -> now == Place.ELSEWHERE ? null : "all"));
  }

  private String self(int own, Map<String, ElementNode<?>> code) {
    if (descriptor.hints().userCode()) {
      code.put("x", UserCode.make(descriptor));
      return "${x} name=x";
    }
    StringBuilder text = new StringBuilder(name()).append(" name=x");
    surroundings()
        .forEach((property, value) -> text.append(' ').append(property).append('=').append(value));
    if (isSource() && descriptor.propertyIndex("num-buffers") >= 0) {
      text.append(" num-buffers=").append(own);
    }
    Optional<Partner> partner = Partners.of(descriptor);
    partner.ifPresent(partners::add);
    return text.append(' ').append(partner.map(Partner::properties).orElse("")).toString();
  }

  /** With media that changes its format now and then. */
  Pipeline changing(int buffers) {
    String source = isAudio() ? "changingaudio" : "changingvideo format=" + changingFormat();
    return build(List.of(source + " num-buffers=" + buffers), buffers, "fakesink");
  }

  private String changingFormat() {
    boolean rgb =
        descriptor.inputs().get(0).caps().alternatives().stream()
            .anyMatch(media -> media.field("format").accepts("RGB"));
    return rgb ? "rgb" : "i420";
  }

  /** Properties that it can't do without, or that would lead it to this process's own places. */
  private Map<String, String> surroundings() {
    Map<String, String> values = new HashMap<>();
    if (hasPartner()) {
      return values; // the partner says where it is
    }
    for (PropertyDescriptor property : descriptor.properties()) {
      switch (property.name()) {
        case "location" ->
            values.put(
                "location", (isSource() ? Samples.bytes(dir) : dir.resolve("out.bin")).toString());
        case "fd" ->
            values.put(
                "fd",
                isSource()
                    ? Integer.toString(open(Samples.bytes(dir), Fcntl.O_RDONLY))
                    : Integer.toString(open(Path.of("/dev/null"), Fcntl.O_WRONLY)));
        case "delimiter" -> values.put("delimiter", "\"\""); // samples have none
        case "memory" -> {
          values.put("memory", "conformance");
          NamedMemory.of("conformance").set(new byte[5000]);
        }
        case "data" -> values.put("data", "0123456789");
        case "path" -> values.put("path", dir.resolve("x.socket").toString());
        default -> {
          if (property.required()) {
            throw new AssertionError(
                "element needs a value that the suite does not know element="
                    + name()
                    + " property="
                    + property.name()
                    + "; add it to Subject.surroundings");
          }
        }
      }
    }
    if (isSource() && !values.isEmpty() && descriptor.propertyIndex("blocksize") >= 0) {
      values.put("blocksize", "100");
    }
    return values;
  }

  private int open(Path path, int flags) {
    int fd = Fcntl.openat(Fcntl.AT_FDCWD, path.toString(), flags | Fcntl.O_CLOEXEC, 0);
    fds.add(fd);
    return fd;
  }

  // ---- its partner

  boolean hasPartner() {
    return Partners.has(descriptor);
  }

  /** The partner's part; returns when the stream can end by itself. */
  void serve(Pipeline pipeline, int buffers) throws Exception {
    for (Partner partner : partners) {
      partner.serve(pipeline, buffers);
    }
  }

  @Override
  public void close() {
    fds.forEach(Unistd::close);
    fds.clear();
    NamedMemory.forget("conformance");
    partners.forEach(Partner::close);
    partners.clear();
  }
}

package dev.parallax.model.solve;

import dev.parallax.annotations.Delivery;
import dev.parallax.annotations.Presence;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.Example;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.descriptor.PortDescriptor.Direction;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.model.descriptor.Relation;
import dev.parallax.model.lang.PipelineParser;
import dev.parallax.model.lang.PipelineText;
import dev.parallax.model.solve.ConverterRegistry.Converter;
import dev.parallax.model.solve.NegotiationGraph.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * Element kinds and graphs for tests: kinds are declared by a few words, graphs by pipeline
 * strings.
 */
final class Kinds {
  private final Map<String, ElementDescriptor> kinds = new LinkedHashMap<>();
  private final Map<String, Map<String, MediaCaps>> announced = new HashMap<>();

  /** A set with elements like those of the standard library. */
  static Kinds std() {
    Kinds g = new Kinds();
    g.kind("camera")
        .out(
            "out",
            "video/x-raw,format={RGB,I420},width=[16,1920],height=[16,1080],framerate=[1/1,60/1]");
    g.kind("rgbsrc")
        .origin("RgbSrc.java:9")
        .out("out", "video/x-raw,format=RGB,width=1920,height=1080,framerate=30/1");
    g.kind("tee").in("in", "ANY").request("out_%u", "ANY").same("*");
    g.kind("queue").in("in", "ANY").out("out", "ANY").same("*");
    g.kind("rgbfilter")
        .origin("RgbFilter.java:14")
        .in("in", "video/x-raw,format=RGB")
        .out("out", "video/x-raw,format=RGB")
        .same("*");
    g.kind("h264enc")
        .origin("H264Enc.java:22")
        .in("in", "video/x-raw,format={I420,NV12}")
        .out("out", "video/x-h264,framed=true")
        .same("width", "height", "framerate");
    String anyVideo = "video/x-raw,format={I420,NV12,RGBA,RGB}";
    g.kind("videoconvert")
        .in("in", anyVideo)
        .out("out", anyVideo)
        .same("width", "height", "framerate");
    String anySize = "video/x-raw,format={I420,NV12,RGBA,RGB},width=[1,32768],height=[1,32768]";
    g.kind("videoscale").in("in", anySize).out("out", anySize).same("format", "framerate");
    g.kind("resize")
        .in("in", anySize)
        .out("out", anySize)
        .same("format", "framerate")
        .property("width")
        .property("rate")
        .fromProperty("width", "width")
        .fromProperty("framerate", "rate");
    g.kind("sink").in("in", "ANY");
    g.kind("filesrc").out("out", "application/octet-stream");
    g.kind("filesink").in("in", "ANY");
    g.kind("flacdec")
        .in("in", "audio/x-flac,framed=false")
        .out("out", "audio/x-raw,format={S16LE,S24LE,S32LE}")
        .fromStream("format", "rate", "channels");
    g.kind("mixer").requestIn("in_%u", "video/x-raw").out("out", "video/x-raw").same("*");
    g.kind("mux")
        .requestIn("video_%u", "video/x-h264")
        .requestIn("audio_%u", "audio/x-raw")
        .out("out", "video/mp4");
    g.kind("demux")
        .in("in", "video/mp4")
        .sometimes("video_%u", "video/x-h264,framed=true")
        .sometimes("audio_%u", "audio/x-raw")
        .fromStream("*");
    return g;
  }

  static ConverterRegistry registry(Kinds g) {
    return new ConverterRegistry(
        List.of(new Converter(g.get("videoscale"), 4), new Converter(g.get("videoconvert"), 2)));
  }

  ElementDescriptor get(String kind) {
    return Objects.requireNonNull(kinds.get(kind), kind);
  }

  Kind kind(String name) {
    Kind kind = new Kind(name);
    kind.put();
    return kind;
  }

  Kinds announce(String element, String port, String caps) {
    announced
        .computeIfAbsent(element, k -> new HashMap<>())
        .put(port, Caps.parse(caps).alternatives().getFirst());
    return this;
  }

  /** Graph of a pipeline string; unnamed elements are called by their kind, then kind1, kind2... */
  NegotiationGraph graph(String pipeline) {
    PipelineText text = PipelineParser.parse(pipeline);
    Map<String, Integer> count = new HashMap<>();
    List<Node> nodes = new ArrayList<>();
    for (PipelineText.Element e : text.elements()) {
      ElementDescriptor kind = kinds.get(e.factory());
      if (kind == null) {
        throw new IllegalArgumentException("no kind name=" + e.factory());
      }
      int number = count.merge(e.factory(), 1, Integer::sum) - 1;
      String name = e.name() != null ? e.name() : e.factory() + (number == 0 ? "" : number);
      Map<String, Object> properties = new HashMap<>();
      for (PipelineText.Assignment a : e.properties()) {
        String v = a.value();
        properties.put(a.property(), v.matches("-?[0-9]{1,9}") ? (Object) Integer.valueOf(v) : v);
      }
      nodes.add(new Node(name, kind, properties, announced.getOrDefault(name, Map.of()), e.span()));
    }
    return new NegotiationGraph(text.source(), nodes, PortResolver.resolve(text, nodes));
  }

  /** The same graph, listed in another order. */
  static NegotiationGraph shuffled(NegotiationGraph graph, Random random, List<Integer> edgeOrder) {
    List<Integer> nodeOrder = new ArrayList<>();
    for (int i = 0; i < graph.nodes().size(); i++) {
      nodeOrder.add(i);
    }
    Collections.shuffle(nodeOrder, random);
    for (int i = 0; i < graph.edges().size(); i++) {
      edgeOrder.add(i);
    }
    Collections.shuffle(edgeOrder, random);
    List<NegotiationGraph.Edge> edges = new ArrayList<>();
    for (int e : edgeOrder) {
      NegotiationGraph.Edge old = graph.edges().get(e);
      edges.add(
          new NegotiationGraph.Edge(
              nodeOrder.indexOf(old.from()),
              old.fromPort(),
              nodeOrder.indexOf(old.to()),
              old.toPort(),
              old.filter(),
              old.span()));
    }
    return new NegotiationGraph(
        graph.source(), nodeOrder.stream().map(graph.nodes()::get).toList(), edges);
  }

  /** Caps with a preferred value in a range, which has no syntax. */
  static Caps prefer(Caps caps, String field, int value) {
    return new Caps(
        caps.alternatives().stream()
            .map(m ->
                m.field(field) instanceof CapsValue.IntRange r
                    ? m.with(field, CapsValue.range(r.min(), r.max(), r.step(), value))
                    : m)
            .toList());
  }

  /** Caps with a preferred frame rate. */
  static Caps preferRate(Caps caps, Fraction value) {
    return new Caps(
        caps.alternatives().stream()
            .map(m ->
                m.field("framerate") instanceof CapsValue.FractionRange r
                    ? m.with("framerate", CapsValue.range(r.min(), r.max(), value))
                    : m)
            .toList());
  }

  /** Describes one kind of element. */
  final class Kind {
    private final String name;
    private String origin = "";
    private final List<PortDescriptor> ports = new ArrayList<>();
    private final List<PropertyDescriptor> properties = new ArrayList<>();
    private final List<Relation> relations = new ArrayList<>();

    private Kind(String name) {
      this.name = name;
    }

    Kind origin(String place) {
      origin = place;
      return put();
    }

    Kind in(String port, String caps) {
      return port(port, Direction.INPUT, Presence.ALWAYS, Caps.parse(caps));
    }

    Kind requestIn(String port, String caps) {
      return port(port, Direction.INPUT, Presence.REQUEST, Caps.parse(caps));
    }

    Kind out(String port, String caps) {
      return port(port, Direction.OUTPUT, Presence.ALWAYS, Caps.parse(caps));
    }

    Kind out(String port, Caps caps) {
      return port(port, Direction.OUTPUT, Presence.ALWAYS, caps);
    }

    Kind request(String port, String caps) {
      return port(port, Direction.OUTPUT, Presence.REQUEST, Caps.parse(caps));
    }

    Kind sometimes(String port, String caps) {
      return port(port, Direction.OUTPUT, Presence.SOMETIMES, Caps.parse(caps));
    }

    /** Every output follows every input. */
    Kind same(String... fields) {
      outputs().forEach(o -> relations.add(new Relation.Same("", o, List.of(fields))));
      return put();
    }

    Kind sameAs(String input, String output, String... fields) {
      relations.add(new Relation.Same(input, output, List.of(fields)));
      return put();
    }

    Kind property(String property) {
      properties.add(
          new PropertyDescriptor(
              property,
              PropertyDescriptor.Type.INT,
              "",
              List.of(),
              Double.NEGATIVE_INFINITY,
              Double.POSITIVE_INFINITY,
              "0",
              false,
              false,
              ""));
      return put();
    }

    Kind fromProperty(String field, String property) {
      outputs().forEach(o -> relations.add(new Relation.FromProperty(o, field, property)));
      return put();
    }

    Kind fromStream(String... fields) {
      outputs().forEach(o -> relations.add(new Relation.FromStream(o, List.of(fields))));
      return put();
    }

    Kind fromProbe(String... fields) {
      outputs().forEach(o -> relations.add(new Relation.FromProbe(o, List.of(fields))));
      return put();
    }

    private List<String> outputs() {
      return ports.stream()
          .filter(p -> p.direction() == Direction.OUTPUT)
          .map(PortDescriptor::name)
          .toList();
    }

    private Kind port(String port, Direction direction, Presence presence, Caps caps) {
      ports.add(
          new PortDescriptor(
              port, direction, presence, "View", caps, Delivery.EVERY, 4, false, false, false, ""));
      return put();
    }

    private Kind put() {
      ElementDescriptor like = Ends.sink(Caps.ANY).descriptor();
      boolean in = ports.stream().anyMatch(p -> p.direction() == Direction.INPUT);
      ElementDescriptor.Kind role =
          outputs().isEmpty()
              ? ElementDescriptor.Kind.SINK
              : in ? ElementDescriptor.Kind.TRANSFORM : ElementDescriptor.Kind.SOURCE;
      kinds.put(
          name,
          new ElementDescriptor(
              name,
              "",
              "",
              "",
              "",
              role,
              like.sync(),
              like.syncMode(),
              ports,
              properties,
              relations,
              like.hints(),
              origin,
              Example.NONE));
      return this;
    }
  }
}

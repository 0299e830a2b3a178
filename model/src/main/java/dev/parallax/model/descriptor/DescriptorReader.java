package dev.parallax.model.descriptor;

import dev.parallax.annotations.Affinity;
import dev.parallax.annotations.Delivery;
import dev.parallax.annotations.Latency;
import dev.parallax.annotations.MemoryUse;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Restart;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.SyncMode;
import dev.parallax.annotations.Trust;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.CapsParseException;
import dev.parallax.model.caps.CapsText;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.CapsValue.Fixed;
import dev.parallax.model.caps.CapsValue.FractionRange;
import dev.parallax.model.caps.CapsValue.IntRange;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.Lines.Node;
import dev.parallax.model.descriptor.PortDescriptor.Direction;
import dev.parallax.model.diag.DiagnosticId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reader of {@link DescriptorText}. */
final class DescriptorReader {
  private static final Pattern VERSION = Pattern.compile("([0-9]{1,4})\\.([0-9]{1,4})");

  private final boolean newer;

  private DescriptorReader(boolean newer) {
    this.newer = newer;
  }

  static ElementDescriptor read(String text) {
    boolean newer = isNewer(text, DescriptorText.MAGIC, DescriptorText.MAJOR, DescriptorText.MINOR);
    List<Node> nodes = Lines.read(text);
    Node last = nodes.getLast();
    if (!last.key.equals("end")) {
      throw last.fail("descriptor is cut off, the last line is not end");
    }
    return new DescriptorReader(newer).element(nodes);
  }

  /** Reads the version in the first line; whether its minor version is newer than this one. */
  static boolean isNewer(String text, String magic, int major, int minor) {
    int end = text.indexOf('\n');
    String first = end < 0 ? text : text.substring(0, end);
    if (!first.startsWith(magic + " ")) {
      throw new DescriptorException(
          DiagnosticId.DESC_SYNTAX, 1, "first line is not " + magic + " VERSION");
    }
    String version = first.substring(magic.length() + 1);
    Matcher m = VERSION.matcher(version);
    if (!m.matches() || Integer.parseInt(m.group(1)) != major) {
      throw new DescriptorException(
          DiagnosticId.DESC_VERSION,
          1,
          "unknown version version=" + version + " known=" + major + "." + minor);
    }
    return Integer.parseInt(m.group(2)) > minor;
  }

  private ElementDescriptor element(List<Node> nodes) {
    Section all = new Section(nodes.getFirst(), nodes);
    all.required(DescriptorText.MAGIC);
    all.flag("end");
    List<Relation> relations = new ArrayList<>();
    for (Node node : nodes) {
      Relation relation = relation(node);
      if (relation != null) {
        all.know(node.key);
        relations.add(relation);
      }
    }
    ElementDescriptor element =
        new ElementDescriptor(
            all.text("element"),
            all.text("class"),
            all.text("builder"),
            all.textOrEmpty("summary"),
            all.textOrEmpty("klass"),
            all.constant("kind", ElementDescriptor.Kind.class),
            all.constant("sync", Sync.class),
            all.constant("sync-mode", SyncMode.class),
            all.all("port").stream().map(this::port).toList(),
            all.all("property").stream().map(this::property).toList(),
            all.all("action").stream().map(this::action).toList(),
            relations,
            hints(all.required("hints")),
            all.textOrEmpty("origin"),
            new Example(all.texts("example"), all.textOrEmpty("java-example")));
    all.end(newer);
    return element;
  }

  private HintsDescriptor hints(Node node) {
    Section s = Section.below(node);
    HintsDescriptor hints =
        new HintsDescriptor(
            s.constant("trust", Trust.class),
            s.constant("processing", Processing.class),
            s.constant("latency", Latency.class),
            s.constant("memory", MemoryUse.class),
            s.constant("affinity", Affinity.class),
            s.flag("crash-safe"),
            s.constant("restart", Restart.class),
            s.flag("native-code"),
            s.flag("rt-safe"),
            s.flag("host-bound"),
            s.flag("user-code"),
            s.flag("live"),
            s.flag("seekable"),
            s.flag("unblockable"));
    s.end(newer);
    return hints;
  }

  private PortDescriptor port(Node node) {
    Section s = Section.below(node);
    Caps caps = located(node, () -> new Caps(s.all("caps").stream().map(this::media).toList()));
    PortDescriptor port =
        located(
            node,
            () ->
                new PortDescriptor(
                    Section.value(node),
                    s.constant("direction", Direction.class),
                    s.constant("presence", Presence.class),
                    s.text("view"),
                    caps,
                    s.constant("delivery", Delivery.class),
                    s.whole("bound"),
                    s.flag("optional"),
                    s.flag("in-place"),
                    s.flag("read-only"),
                    s.flag("volatile-ok"),
                    s.textOrEmpty("doc"),
                    s.all("property").stream().map(this::property).toList()));
    s.end(newer);
    return port;
  }

  private MediaCaps media(Node node) {
    Section s = Section.below(node);
    MediaCaps media = located(node, () -> CapsText.parseMedia(Section.value(node)));
    for (Node prefer : s.all("prefer")) {
      Map.Entry<String, CapsValue> field =
          located(prefer, () -> CapsText.parseField(Section.value(prefer)));
      CapsValue range = preferring(media.field(field.getKey()), field.getValue());
      if (range == null) {
        throw prefer.fail("field has no range that this value goes with field=" + field.getKey());
      }
      media = media.with(field.getKey(), range);
    }
    s.end(newer);
    return media;
  }

  private static @Nullable CapsValue preferring(CapsValue range, CapsValue value) {
    if (!(value instanceof Fixed f) || !range.accepts(f.value())) {
      return null;
    }
    return switch (range) {
      case IntRange r -> new IntRange(r.min(), r.max(), r.step(), (Integer) f.value());
      case FractionRange r -> new FractionRange(r.min(), r.max(), (Fraction) f.value());
      default -> null;
    };
  }

  private PropertyDescriptor property(Node node) {
    Section s = Section.below(node);
    Node def = s.optional("def");
    PropertyDescriptor property =
        located(
            node,
            () ->
                new PropertyDescriptor(
                    Section.value(node),
                    s.constant("type", PropertyDescriptor.Type.class),
                    s.textOrEmpty("enum"),
                    s.texts("value"),
                    s.number("min", Double.NEGATIVE_INFINITY),
                    s.number("max", Double.POSITIVE_INFINITY),
                    def == null ? null : Section.value(def),
                    s.flag("live"),
                    s.flag("required"),
                    s.textOrEmpty("doc")));
    s.end(newer);
    return property;
  }

  private ActionDescriptor action(Node node) {
    Section s = Section.below(node);
    ActionDescriptor action =
        new ActionDescriptor(
            Section.value(node),
            s.all("parameter").stream().map(this::parameter).toList(),
            s.text("returns"),
            s.textOrEmpty("returned"),
            s.textOrEmpty("doc"));
    s.end(newer);
    return action;
  }

  private ActionDescriptor.Parameter parameter(Node node) {
    Section s = Section.below(node);
    ActionDescriptor.Parameter parameter =
        new ActionDescriptor.Parameter(Section.value(node), s.text("type"), s.textOrEmpty("doc"));
    s.end(newer);
    return parameter;
  }

  /** The relation of a line, or null if it is about something else. */
  private @Nullable Relation relation(Node node) {
    Section s = Section.below(node);
    Relation relation =
        switch (node.key) {
          case "same" ->
              new Relation.Same(s.textOrEmpty("input"), Section.value(node), s.texts("field"));
          case "from-property" ->
              new Relation.FromProperty(Section.value(node), s.text("field"), s.text("property"));
          case "from-probe" -> new Relation.FromProbe(Section.value(node), s.texts("field"));
          case "from-stream" -> new Relation.FromStream(Section.value(node), s.texts("field"));
          default -> null;
        };
    if (relation != null) {
      s.end(newer);
    }
    return relation;
  }

  /** Turns what a record or the caps parser refuses into an error of the line. */
  private static <T> T located(Node node, Supplier<T> make) {
    try {
      return make.get();
    } catch (CapsParseException e) {
      throw node.fail("not caps: " + e.reason() + " offset=" + e.offset());
    } catch (IllegalArgumentException e) {
      throw node.fail(String.valueOf(e.getMessage()));
    }
  }
}

package dev.parallax.model.descriptor;

import dev.parallax.model.caps.CapsText;
import dev.parallax.model.caps.CapsValue;
import dev.parallax.model.caps.CapsValue.FractionRange;
import dev.parallax.model.caps.CapsValue.IntRange;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.diag.DiagnosticId;
import org.jspecify.annotations.Nullable;

/**
 * The text form of descriptors, version 1.4. Example:
 *
 * <pre>
 * parallax-descriptor 1.4
 * element gain
 * class dev.example.Gain
 * builder dev.example.GainElement
 * summary Scales audio samples
 * klass Filter/Audio
 * kind TRANSFORM
 * sync SINGLE
 * sync-mode AUTO
 * origin Gain.java:14
 * example audiotestsrc num-buffers=100 ! gain gain=0.5 ! wavenc ! filesink location=tone.wav
 * hints
 *   trust TRUSTED
 *   ...
 *   rt-safe
 * port in
 *   direction INPUT
 *   presence ALWAYS
 *   view AudioBlock
 *   delivery EVERY
 *   bound 4
 *   in-place
 *   caps audio/x-raw,format=F32LE,rate=[8000,192000]
 *     prefer rate=48000
 * property gain
 *   type DOUBLE
 *   min 0.0
 *   max 8.0
 *   def 1.0
 *   live
 *   doc linear gain
 * action mute
 *   returns boolean
 *   returned whether it was silent before
 *   doc Silences the element.
 *   parameter ramp
 *     type int
 *     doc samples until it is silent
 * same out
 *   input in
 *   field format
 * end
 * </pre>
 *
 * <p>Ports, properties, actions, their parameters, relations ({@code same}, {@code from-property},
 * {@code from-probe}, {@code from-stream}), caps, fields and examples may be repeated, and their
 * order counts. Texts that are empty, flags that are false and infinite bounds are left out. For
 * the escapes within a value see {@link Lines}.
 *
 * <p><b>Versions.</b> A newer minor version (1.1) may add keys, which an older reader ignores
 * together with what is indented below them; it never changes or drops a key, nor adds a constant
 * to an enum. Anything else is a new major version, which an older reader refuses. In its own or an
 * older version a reader refuses unknown keys. Version 1.1 added {@code example} and {@code
 * java-example}, version 1.2 {@code property} below {@code port}, version 1.3 {@code volatile-ok},
 * version 1.4 {@code action}.
 */
public final class DescriptorText {
  /** Longest text, in bytes of a class file's constant (modified UTF-8, JVMS 4.4.7). */
  public static final int MAX_BYTES = 65_535;

  static final String MAGIC = "parallax-descriptor";
  static final int MAJOR = 1;
  static final int MINOR = 4;

  private DescriptorText() {}

  /**
   * Reads a descriptor.
   *
   * @throws DescriptorException if the text is not a descriptor, of an unknown version, or too long
   */
  public static ElementDescriptor parse(String text) {
    checkLength(text);
    return DescriptorReader.read(text);
  }

  /**
   * Writes a descriptor; {@link #parse} gives an equal one.
   *
   * @throws DescriptorException if the text is longer than {@link #MAX_BYTES}
   */
  public static String write(ElementDescriptor element) {
    StringBuilder out = new StringBuilder();
    Lines.write(out, 0, MAGIC, MAJOR + "." + MINOR);
    Lines.write(out, 0, "element", element.name());
    Lines.write(out, 0, "class", element.className());
    Lines.write(out, 0, "builder", element.builderName());
    text(out, 0, "summary", element.summary());
    text(out, 0, "klass", element.klass());
    Lines.write(out, 0, "kind", element.kind().name());
    Lines.write(out, 0, "sync", element.sync().name());
    Lines.write(out, 0, "sync-mode", element.syncMode().name());
    text(out, 0, "origin", element.origin());
    element.example().pipelines().forEach(pipeline -> Lines.write(out, 0, "example", pipeline));
    text(out, 0, "java-example", element.example().java());
    hints(out, element.hints());
    element.ports().forEach(port -> port(out, port));
    element.properties().forEach(property -> property(out, 0, property));
    element.actions().forEach(action -> action(out, action));
    element.relations().forEach(relation -> relation(out, relation));
    Lines.write(out, 0, "end");
    String text = out.toString();
    checkLength(text);
    return text;
  }

  private static void checkLength(String text) {
    long bytes = 0;
    for (int i = 0; i < text.length() && bytes <= MAX_BYTES; i++) {
      char c = text.charAt(i);
      bytes += c != 0 && c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
    }
    if (bytes > MAX_BYTES) {
      throw new DescriptorException(
          DiagnosticId.DESC_TOO_LONG,
          0,
          "descriptor is too long chars=" + text.length() + " maxBytes=" + MAX_BYTES);
    }
  }

  private static void text(StringBuilder out, int level, String key, String value) {
    if (!value.isEmpty()) {
      Lines.write(out, level, key, value);
    }
  }

  private static void flag(StringBuilder out, String key, boolean value) {
    flag(out, 1, key, value);
  }

  private static void flag(StringBuilder out, int level, String key, boolean value) {
    if (value) {
      Lines.write(out, level, key);
    }
  }

  private static void hints(StringBuilder out, HintsDescriptor hints) {
    Lines.write(out, 0, "hints");
    Lines.write(out, 1, "trust", hints.trust().name());
    Lines.write(out, 1, "processing", hints.processing().name());
    Lines.write(out, 1, "latency", hints.latency().name());
    Lines.write(out, 1, "memory", hints.memory().name());
    Lines.write(out, 1, "affinity", hints.affinity().name());
    Lines.write(out, 1, "restart", hints.restart().name());
    flag(out, "crash-safe", hints.crashSafe());
    flag(out, "native-code", hints.nativeCode());
    flag(out, "rt-safe", hints.rtSafe());
    flag(out, "host-bound", hints.hostBound());
    flag(out, "user-code", hints.userCode());
    flag(out, "live", hints.live());
    flag(out, "seekable", hints.seekable());
    flag(out, "unblockable", hints.unblockable());
  }

  private static void port(StringBuilder out, PortDescriptor port) {
    Lines.write(out, 0, "port", port.name());
    Lines.write(out, 1, "direction", port.direction().name());
    Lines.write(out, 1, "presence", port.presence().name());
    Lines.write(out, 1, "view", port.view());
    Lines.write(out, 1, "delivery", port.delivery().name());
    Lines.write(out, 1, "bound", Integer.toString(port.bound()));
    flag(out, "optional", port.optional());
    flag(out, "in-place", port.inPlace());
    flag(out, "read-only", port.readOnly());
    flag(out, "volatile-ok", port.volatileOk());
    text(out, 1, "doc", port.doc());
    port.caps().alternatives().forEach(media -> media(out, media));
    port.properties().forEach(property -> property(out, 1, property));
  }

  private static void action(StringBuilder out, ActionDescriptor action) {
    Lines.write(out, 0, "action", action.name());
    Lines.write(out, 1, "returns", action.returns());
    text(out, 1, "returned", action.returned());
    text(out, 1, "doc", action.doc());
    for (ActionDescriptor.Parameter parameter : action.parameters()) {
      Lines.write(out, 1, "parameter", parameter.name());
      Lines.write(out, 2, "type", parameter.type());
      text(out, 2, "doc", parameter.doc());
    }
  }

  private static void media(StringBuilder out, MediaCaps media) {
    Lines.write(out, 1, "caps", CapsText.print(media));
    media
        .fields()
        .forEach((name, value) -> {
          Object prefer = prefer(value);
          if (prefer != null) {
            Lines.write(out, 2, "prefer", name + "=" + prefer);
          }
        });
  }

  private static @Nullable Object prefer(CapsValue value) {
    return switch (value) {
      case IntRange r -> r.prefer();
      case FractionRange r -> r.prefer();
      default -> null;
    };
  }

  private static void property(StringBuilder out, int level, PropertyDescriptor property) {
    Lines.write(out, level, "property", property.name());
    Lines.write(out, level + 1, "type", property.type().name());
    text(out, level + 1, "enum", property.enumClass());
    property.enumValues().forEach(value -> Lines.write(out, level + 1, "value", value));
    if (property.min() != Double.NEGATIVE_INFINITY) {
      Lines.write(out, level + 1, "min", Double.toString(property.min()));
    }
    if (property.max() != Double.POSITIVE_INFINITY) {
      Lines.write(out, level + 1, "max", Double.toString(property.max()));
    }
    if (property.def() != null) {
      Lines.write(out, level + 1, "def", property.def());
    }
    flag(out, level + 1, "live", property.live());
    flag(out, level + 1, "required", property.required());
    text(out, level + 1, "doc", property.doc());
  }

  private static void relation(StringBuilder out, Relation relation) {
    switch (relation) {
      case Relation.Same same -> {
        Lines.write(out, 0, "same", same.output());
        text(out, 1, "input", same.input());
        same.fields().forEach(field -> Lines.write(out, 1, "field", field));
      }
      case Relation.FromProperty from -> {
        Lines.write(out, 0, "from-property", from.output());
        Lines.write(out, 1, "field", from.field());
        Lines.write(out, 1, "property", from.property());
      }
      case Relation.FromProbe from -> {
        Lines.write(out, 0, "from-probe", from.output());
        from.fields().forEach(field -> Lines.write(out, 1, "field", field));
      }
      case Relation.FromStream from -> {
        Lines.write(out, 0, "from-stream", from.output());
        from.fields().forEach(field -> Lines.write(out, 1, "field", field));
      }
    }
  }

  /**
   * Tells two descriptors apart without comparing their texts: 64 bits, FNV-1a over the chars. The
   * same in every process and version.
   */
  public static long fingerprint(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }
}

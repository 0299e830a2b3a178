package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/**
 * Names of the runtime's classes, which the processor never loads, and the spelling rules for
 * generated names.
 */
final class Names {
  private static final String ELEMENT = "dev.parallax.runtime.element";
  private static final String SPI = "dev.parallax.runtime.spi";
  private static final String WIRE = "dev.parallax.runtime.wire";
  private static final String TYPED = "dev.parallax.runtime.typed";

  static final ClassName EMITTER = ClassName.get(ELEMENT, "Emitter");
  static final ClassName INPUT_PORT = ClassName.get(ELEMENT, "InputPort");
  static final ClassName INPUT_PORTS = ClassName.get(ELEMENT, "InputPorts");
  static final ClassName OUTPUT_PORT = ClassName.get(ELEMENT, "OutputPort");
  static final ClassName OUTPUT_PORTS = ClassName.get(ELEMENT, "OutputPorts");
  static final ClassName FLOW = ClassName.get(ELEMENT, "Flow");
  static final ClassName CONTEXT = ClassName.get(ELEMENT, "Context");
  static final ClassName SETUP = ClassName.get(ELEMENT, "Setup");
  static final ClassName EVENT = ClassName.get(ELEMENT, "Event");
  static final ClassName DOWNSTREAM_EVENT = EVENT.nestedClass("Downstream");
  static final ClassName FORMAT = ClassName.get("dev.parallax.model.format", "Format");
  static final ClassName BUFFER = ClassName.get("dev.parallax.memory", "Buffer");

  static final ClassName ADAPTER = ClassName.get(SPI, "ElementAdapter");
  static final ClassName FACTORY = ClassName.get(SPI, "ElementFactory");
  static final ClassName HANDLE = ClassName.get(SPI, "ElementHandle");
  static final ClassName NODE = ClassName.get(SPI, "ElementNode");
  static final ClassName CATALOG = ClassName.get(SPI, "Catalog");
  static final ClassName PORT_REF = ClassName.get(SPI, "PortRef");
  static final ClassName PORT_SETTINGS = ClassName.get(SPI, "PortSettings");
  static final ClassName INPUT_PAD = ClassName.get(SPI, "InputPad");
  static final ClassName INPUT_PADS = ClassName.get(SPI, "InputPads");
  static final ClassName OUTPUT_PAD = ClassName.get(SPI, "OutputPad");
  static final ClassName OUTPUT_PADS = ClassName.get(SPI, "OutputPads");
  static final ClassName VIEW_KIND = ClassName.get(SPI, "ViewKind");

  static final ClassName WIRE_CODEC = ClassName.get(WIRE, "WireCodec");
  static final ClassName WIRE_VIEW = ClassName.get(WIRE, "WireView");
  static final ClassName WIRE_MEMORY = ClassName.get(WIRE, "WireMemory");
  static final ClassName WIRE_TEXT = ClassName.get(WIRE, "WireText");
  static final ClassName WIRE_BYTES = ClassName.get(WIRE, "WireBytes");

  static final ClassName IN = ClassName.get(TYPED, "In");
  static final ClassName OUT = ClassName.get(TYPED, "Out");
  static final ClassName FILTER = ClassName.get(TYPED, "Filter");
  static final ClassName SAME = ClassName.get(TYPED, "Same");
  static final ClassName SINK = ClassName.get(TYPED, "Sink");
  static final ClassName INTO = ClassName.get(TYPED, "Into");
  static final ClassName LINK = ClassName.get(TYPED, "Link");

  /** Methods without parameters that every object has. */
  private static final Set<String> OBJECT_METHODS =
      Set.of(
          "getClass", "hashCode", "toString", "notify", "notifyAll", "wait", "clone", "finalize");

  private Names() {}

  static ClassName media(String simpleName) {
    return ClassName.get(TYPED, simpleName);
  }

  static boolean isObjectMethod(String name) {
    return OBJECT_METHODS.contains(name);
  }

  static String capitalize(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /**
   * {@code blockSize} as {@code block-size}, {@code maxSizeBuffers2} as {@code max-size-buffers2}.
   */
  static String kebab(String camel) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      boolean upper = Character.isUpperCase(c);
      boolean afterLower =
          i > 0 && !Character.isUpperCase(camel.charAt(i - 1)) && camel.charAt(i - 1) != '_';
      boolean beforeLower =
          i > 0
              && i + 1 < camel.length()
              && Character.isUpperCase(camel.charAt(i - 1))
              && Character.isLowerCase(camel.charAt(i + 1));
      if (upper && (afterLower || beforeLower)) {
        text.append('-');
      }
      text.append(c == '_' ? '-' : Character.toLowerCase(c));
    }
    return text.toString();
  }

  /** {@code max-size_buffers} as {@code maxSizeBuffers}; a keyword gets a {@code _} at its end. */
  static String camel(String kebab) {
    StringBuilder text = new StringBuilder();
    boolean upper = false;
    for (int i = 0; i < kebab.length(); i++) {
      char c = kebab.charAt(i);
      if (c == '-' || c == '_') {
        upper = text.length() > 0;
      } else {
        text.append(upper ? Character.toUpperCase(c) : c);
        upper = false;
      }
    }
    return notKeyword(text.toString());
  }

  /** {@code FileSrc} as {@code fileSrc}, {@code URLSrc} as {@code urlSrc}. */
  static String decapitalize(String className) {
    int run = 0;
    while (run < className.length() && Character.isUpperCase(className.charAt(run))) {
      run++;
    }
    int lower = run <= 1 || run == className.length() ? run : run - 1;
    return notKeyword(
        className.substring(0, lower).toLowerCase(Locale.ROOT) + className.substring(lower));
  }

  /**
   * Name of an enum constant in pipeline strings. A leading underscore, which lets it begin with a
   * digit, is left out.
   */
  static String enumText(String constant) {
    String plain =
        constant.length() > 1 && constant.charAt(0) == '_' ? constant.substring(1) : constant;
    return plain.toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static String notKeyword(String name) {
    return SourceVersion.isKeyword(name) ? name + "_" : name;
  }
}

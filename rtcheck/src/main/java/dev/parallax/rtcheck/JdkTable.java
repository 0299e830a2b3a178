package dev.parallax.rtcheck;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Effects of the JDK's methods, computed by {@link JdkTableTool} and shipped with the verifier. One
 * table belongs to one feature release; on any other nothing is verified.
 *
 * <pre>
 * parallax-rt-table 2 jdk 25
 * v 25.0.3+9-LTS                build of the JDK that it was computed from
 * i java/lang/Integer           initialised when the virtual machine starts
 * c java/util/ArrayList         methods of this class follow
 * -,A add(Ljava/lang/Object;)Z  effects of the method; of what may override it; name and descriptor
 * -+ applyAsInt(II)I            abstract, and anybody may implement it: who calls it has to know who
 * </pre>
 */
final class JdkTable {
  static final String RESOURCE = "jdk-25.table.gz";
  static final String MAGIC = "parallax-rt-table 2 jdk ";
  static final int FEATURE = 25;

  /** Behind the effects of a method that is open. */
  static final char OPEN = '+';

  /**
   * What a call may do.
   *
   * @param open whether the method is abstract and classes outside the JDK may implement it
   */
  record Row(Set<Effect> exact, Set<Effect> virtual, boolean open) {}

  private static final String CLASS = "\nc ";

  /** Where the rows of a class begin in the text: most classes are never asked for. */
  private final Map<String, Integer> places = new HashMap<>();

  private final Map<String, Map<String, Row>> rows = new HashMap<>();
  private final Map<String, Set<Effect>> effects = new HashMap<>();
  private final Set<String> initialised = new HashSet<>();

  private String build = "";

  private final String id;
  private final String text;

  private JdkTable(String id, String text) {
    this.id = id;
    this.text = text;
  }

  /** Tells this table from others. */
  String id() {
    return id;
  }

  /** Version of the JDK from which the table was computed. */
  String build() {
    return build;
  }

  /**
   * The table of the running JDK.
   *
   * @throws dev.parallax.model.diag.ParallaxException PLX-RT-010 when there is none
   */
  static JdkTable load() {
    return load(Runtime.version().feature());
  }

  /** The table for a release of the JDK, as {@link #load()}. */
  static JdkTable load(int running) {
    if (running != FEATURE) {
      throw Diagnostic.of(
              DiagnosticId.RT_JDK,
              "there is no table for this JDK feature="
                  + running
                  + " known="
                  + FEATURE
                  + "\n  fix: Run it with JDK "
                  + FEATURE
                  + ".",
              "feature",
              Integer.toString(running))
          .toException();
    }
    InputStream in = JdkTable.class.getResourceAsStream(RESOURCE);
    if (in == null) {
      throw new IllegalStateException("the table is missing resource=" + RESOURCE);
    }
    try (in) {
      byte[] bytes = in.readAllBytes();
      byte[] plain = new GZIPInputStream(new ByteArrayInputStream(bytes)).readAllBytes();
      JdkTable table =
          new JdkTable(
              Digests.of(bytes).substring(0, 16), new String(plain, StandardCharsets.UTF_8));
      table.read();
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() throws IOException {
    if (!text.startsWith(MAGIC + FEATURE + "\n")) {
      throw new IOException("resource is no table resource=" + RESOURCE);
    }
    int first = text.indexOf(CLASS);
    for (String line : text.substring(0, first).split("\n", -1)) {
      if (line.startsWith("v ")) {
        build = line.substring(2);
      } else if (line.startsWith("i ")) {
        initialised.add(line.substring(2));
      }
    }
    for (int at = first; at >= 0; at = text.indexOf(CLASS, at + 1)) {
      int name = at + CLASS.length();
      int end = text.indexOf('\n', name);
      places.put(text.substring(name, end), end + 1);
    }
  }

  private Map<String, Row> rowsOf(String type) {
    Integer place = places.get(type);
    if (place == null) {
      return Map.of();
    }
    Map<String, Row> found = new HashMap<>();
    int at = place;
    while (at < text.length() && !text.startsWith(CLASS, at - 1)) {
      int end = text.indexOf('\n', at);
      int space = text.indexOf(' ', at);
      int comma = text.indexOf(',', at);
      boolean same = comma < 0 || comma > space;
      boolean open = text.charAt(space - 1) == OPEN;
      int letters = open ? space - 1 : space;
      Set<Effect> exact = effects(text.substring(at, same ? letters : comma));
      Set<Effect> virtual = same ? exact : effects(text.substring(comma + 1, letters));
      found.put(text.substring(space + 1, end), new Row(exact, virtual, open));
      at = end + 1;
    }
    return found;
  }

  private Set<Effect> effects(String letters) {
    return effects.computeIfAbsent(letters, l -> Collections.unmodifiableSet(Effect.parse(l)));
  }

  @Nullable Row of(MethodRef ref) {
    return rows.computeIfAbsent(ref.owner(), this::rowsOf).get(ref.signature());
  }

  /** Whether the class is initialised before any program runs. */
  boolean isInitialised(String type) {
    return initialised.contains(type);
  }
}

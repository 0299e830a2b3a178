package dev.parallax.rtcheck;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
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
 * parallax-rt-table 1 jdk 25
 * v 25.0.3+9-LTS                build of the JDK that it was computed from
 * i java/lang/Integer           initialised when the virtual machine starts
 * c java/util/ArrayList         methods of this class follow
 * -,A add(Ljava/lang/Object;)Z  effects of the method; of what may override it; name and descriptor
 * </pre>
 */
final class JdkTable {
  static final String RESOURCE = "jdk-25.table.gz";
  static final String MAGIC = "parallax-rt-table 1 jdk ";
  static final int FEATURE = 25;

  /** What a call may do. */
  record Row(EnumSet<Effect> exact, EnumSet<Effect> virtual) {}

  private final Map<String, Row> rows = new HashMap<>();
  private final Set<String> initialised = new HashSet<>();

  private String build = "";

  private final String id;

  private JdkTable(String id) {
    this.id = id;
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
              "there is no table for this JDK feature=" + running + " known=" + FEATURE,
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
      BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  new GZIPInputStream(new ByteArrayInputStream(bytes)), StandardCharsets.UTF_8));
      JdkTable table = new JdkTable(Digests.of(bytes).substring(0, 16));
      table.read(lines);
      return table;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(BufferedReader lines) throws IOException {
    if (!(MAGIC + FEATURE).equals(lines.readLine())) {
      throw new IOException("resource is no table resource=" + RESOURCE);
    }
    String type = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith("v ")) {
        build = line.substring(2);
      } else if (line.startsWith("i ")) {
        initialised.add(line.substring(2));
      } else if (line.startsWith("c ")) {
        type = line.substring(2);
      } else {
        int space = line.indexOf(' ');
        int comma = line.indexOf(',');
        EnumSet<Effect> exact =
            Effect.parse(line.substring(0, comma < 0 || comma > space ? space : comma));
        EnumSet<Effect> virtual =
            comma < 0 || comma > space ? exact : Effect.parse(line.substring(comma + 1, space));
        rows.put(type + "." + line.substring(space + 1), new Row(exact, virtual));
      }
    }
  }

  @Nullable Row of(MethodRef ref) {
    return rows.get(ref.owner() + "." + ref.signature());
  }

  /** Whether the class is initialised before any program runs. */
  boolean isInitialised(String type) {
    return initialised.contains(type);
  }
}

package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.isolation.Isolation;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.plugin.Plugins;
import dev.parallax.runtime.plugin.TrustedJars;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementAdapter;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ConstantValueAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jars that were made to hurt their reader. None of their code may run in this JVM. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostilePluginTest {
  private static final String CATALOG = "META-INF/parallax/elements";
  private static final String RAN = "demo.ran";

  @TempDir static Path shared;
  private static Map<String, byte[]> good = Map.of();

  @TempDir Path dir;
  private Path jar;
  private final List<Diagnostic> said = new ArrayList<>();

  @BeforeAll
  static void compile() throws IOException {
    good = new PluginProject(shared, PluginProject.marking(shared.resolve("mark"))).entries();
  }

  @BeforeEach
  void place() {
    jar = dir.resolve("folder/x.jar");
    System.clearProperty(RAN);
  }

  private Plugins plugins() {
    return Plugins.add(
        List.of(jar.getParent()),
        new TrustedJars(dir.resolve("nobody/trusted")),
        name -> false,
        said::add);
  }

  private void assertRefused(String why) {
    try (Plugins plugins = plugins()) {
      assertThat(Catalogs.find("mark")).isNull();
    }
    assertThat(said)
        .singleElement()
        .satisfies(d -> {
          assertThat(d.id()).isEqualTo(DiagnosticId.PLUG_UNREADABLE);
          assertThat(d.text()).contains(jar.toString()).contains(why);
        });
  }

  private Map<String, byte[]> with(String entry, byte[] bytes) {
    Map<String, byte[]> entries = new TreeMap<>(good);
    entries.put(entry, bytes);
    return entries;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // ---- no code

  @Test
  void shouldRunNothingOfAJarThatIsNotTrusted() throws Exception {
    PluginProject.jar(jar, "", good);
    try (Plugins plugins = plugins();
        Pipeline pipeline = Pipeline.parse("fakesrc num-buffers=1 ! mark value=9 ! fakesink")) {
      ElementAdapter twin = Catalogs.require("mark").create();
      twin.set(0, 5);
      assertThat(twin.get(0)).isEqualTo(5);
      assertThat(twin.get(1)).as("a default that only an instance knows").isNull();
      assertThat(pipeline.get("mark0", "value")).isEqualTo(9);
      // Nobody said where it is to run.
      assertThatThrownBy(pipeline::run)
          .isInstanceOfSatisfying(
              ParallaxException.class,
              e -> assertThat(e.diagnostic().id()).isEqualTo(DiagnosticId.SBX_UNTRUSTED));
      // A placement that trusts everything has no code to run either.
      assertThatThrownBy(() -> twin.start(null)).isInstanceOf(Exception.class);
    }
    assertThat(said).isEmpty();
    assertThat(System.getProperty(RAN)).isNull();
    assertThat(shared.resolve("mark")).doesNotExist();
    assertThat(Catalogs.find("mark")).as("after close").isNull();
  }

  @Test
  void shouldRunItWhenItIsTrusted() throws Exception {
    PluginProject.jar(jar, "", good);
    TrustedJars trusted = new TrustedJars(dir.resolve("config/trusted"));
    trusted.trust(jar);
    try (Plugins plugins =
            Plugins.add(List.of(jar.getParent()), trusted, name -> false, said::add);
        Pipeline pipeline = Pipeline.parse("fakesrc num-buffers=1 ! mark ! fakesink")) {
      pipeline.run();
      assertThat(pipeline.get("mark0", "secret")).isEqualTo("42");
    }
    assertThat(said).isEmpty();
    assertThat(System.getProperty(RAN)).isEqualTo("constructor");
    Files.deleteIfExists(shared.resolve("mark"));
  }

  /** The name of the file decides nothing: trust is in what was in it. */
  @Test
  void shouldRunInItsProcessWhatWasTrustedWhenTheJarIsAnotherByThen() throws Exception {
    PluginProject.jar(jar, "", good);
    TrustedJars trusted = new TrustedJars(dir.resolve("config/trusted"));
    trusted.trust(jar);
    try (Plugins plugins =
            Plugins.add(List.of(jar.getParent()), trusted, name -> false, said::add);
        Isolation isolation = new Isolation((n, e) -> n.equals("m"), (n, e) -> true, said::add);
        Pipeline pipeline =
            Pipeline.parse("fakesrc num-buffers=3 ! mark name=m ! fakesink").placement(isolation)) {
      assertThat(Catalogs.require("mark").isDescribed()).isFalse();
      Files.writeString(jar, "another jar");
      try {
        pipeline.run();
      } catch (ParallaxException e) {
        assumeTrue(e.diagnostic().id() != DiagnosticId.SBX_UNAVAILABLE, e.getMessage());
        throw e;
      }
      assertThat(isolation.processes()).containsOnlyKeys("m");
    }
    Files.deleteIfExists(shared.resolve("mark"));
  }

  // ---- trust by name

  private Plugins trusting(String name) {
    return Plugins.add(
        List.of(jar.getParent()),
        new TrustedJars(dir.resolve("nobody/trusted")),
        name::equals,
        said::add);
  }

  /** An element with this name, by a library of its own. */
  private PluginProject rival(String name) throws IOException {
    return new PluginProject(
        dir.resolve("rival"),
        Map.of(
            "package-info.java",
            "@dev.parallax.annotations.ElementLibrary(name = \"Rival\") package demo;",
            "Fake.java",
            """
            package demo;
            import dev.parallax.annotations.*;
            import dev.parallax.runtime.element.Bytes;
            @Element(name = "%s", summary = "Not the real one")
            public class Fake {
              @Consume void take(@Input Bytes buffer) {}
            }
            """
                .formatted(name)));
  }

  private void assertNotTrusted(String element, String name) {
    assertThat(Catalogs.require(element).isDescribed()).as(element).isTrue();
    assertThat(said)
        .filteredOn(d -> d.id() == DiagnosticId.PLUG_NAME_SHARED)
        .isNotEmpty()
        .allMatch(d -> d.toString().startsWith("[PLX-PLUG-006] "))
        .allMatch(d -> d.text().contains("name=" + name + " jar=" + jar.getParent()));
    assertThat(said).noneMatch(d -> d.id() == DiagnosticId.PLUG_TRUSTED_BY_NAME);
    assertThat(System.getProperty(RAN)).isNull();
  }

  @Test
  void shouldNotBeTrustedByANameThatTheClassPathHas() throws Exception {
    Map<String, String> sources = new HashMap<>(PluginProject.marking(shared.resolve("mark")));
    sources.put(
        "Fake.java",
        """
        package demo;
        import dev.parallax.annotations.*;
        import dev.parallax.runtime.element.Bytes;
        @Element(name = "videoconvert", summary = "Not the real one")
        public class Fake {
          @Consume void take(@Input Bytes buffer) {}
        }
        """);
    new PluginProject(dir.resolve("evil"), sources).jar(jar, "");
    try (Plugins plugins = trusting("videoconvert")) {
      assertNotTrusted("mark", "videoconvert");
      assertThat(Catalogs.require("videoconvert").jar()).isNull();
    }
  }

  @Test
  void shouldNotBeTrustedByANameThatAnotherJarHas() throws Exception {
    PluginProject.jar(jar, "", good);
    for (String other : List.of("a.jar", "z.jar")) {
      Path second = rival("mark").jar(jar.resolveSibling(other), "");
      said.clear();
      try (Plugins plugins = trusting("mark")) {
        assertNotTrusted("mark", "mark");
      }
      Files.delete(second);
    }
    // Nor by the name of a library that says to be the newer one.
    PluginProject.jar(jar.resolveSibling("newer.jar"), "9", good);
    said.clear();
    try (Plugins plugins = trusting("demo.DemoElements")) {
      assertNotTrusted("mark", "demo.DemoElements");
    }
  }

  @Test
  void shouldSayWhichJarItsOwnNameTrusts() throws Exception {
    PluginProject.jar(jar, "", good);
    String hash =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar)));
    try (Plugins plugins = trusting("mark")) {
      assertThat(Catalogs.require("mark").isDescribed()).isFalse();
    }
    assertThat(said)
        .singleElement()
        .satisfies(d -> {
          assertThat(d.id()).isEqualTo(DiagnosticId.PLUG_TRUSTED_BY_NAME);
          assertThat(d.text()).endsWith("name=mark jar=" + jar + " sha256=" + hash);
        });
  }

  // ---- hostile jars

  @Test
  void shouldShowTheNameOfAFileSoThatNoTerminalObeysIt() throws Exception {
    String shown = "x\\u001b[2J\\u000ay.jar";
    jar = dir.resolve("folder/x\u001b[2J\ny.jar");
    PluginProject.jar(jar, "", good);
    try (Plugins plugins = trusting("mark")) {
      assertThat(ElementList.text())
          .contains("\nmark  " + dir.resolve("folder") + "/" + shown + " (");
    }
    Path broken = Files.writeString(jar.resolveSibling("a\u001b[2J.jar"), "not a zip");
    PluginProject.jar(jar.resolveSibling("newer\u001b[2J.jar"), "9", good);
    try (Plugins plugins = trusting("mark")) {
      assertThat(Catalogs.find("mark")).isNotNull();
    }
    assertThat(said)
        .extracting(Diagnostic::id)
        .contains(
            DiagnosticId.PLUG_TRUSTED_BY_NAME,
            DiagnosticId.PLUG_UNREADABLE,
            DiagnosticId.PLUG_OLDER,
            DiagnosticId.PLUG_NAME_SHARED);
    assertThat(said).allMatch(d -> d.text().contains("\\u001b[2J"));
    assertThat(said).allMatch(d -> d.text().chars().noneMatch(c -> c == 0x1b));
    assertThat(said).noneMatch(d -> d.text().contains("\ny.jar"));
    Files.delete(broken);
  }

  @Test
  void shouldRefuseWhatIsNoJar() throws Exception {
    Files.createDirectories(jar);
    assertRefused("not a file");
    said.clear();
    Files.delete(jar);
    Files.writeString(jar, "not a zip");
    assertRefused("");
  }

  @Test
  void shouldRefuseEntriesThatBecomeTooLarge() throws Exception {
    Files.createDirectories(jar.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      zip.putNextEntry(new ZipEntry(CATALOG));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        zip.write(zeros);
      }
    }
    assertThat(Files.size(jar)).isLessThan(1 << 20);
    assertRefused("entry is too large entry=" + CATALOG);
  }

  @Test
  void shouldRefuseAClassThatIsTooLarge() throws Exception {
    PluginProject.jar(jar, "", with("demo/MarkElement.class", new byte[(1 << 20) + 1]));
    assertRefused("entry is too large entry=demo/MarkElement.class");
  }

  @Test
  void shouldRefuseTooManyEntries() throws Exception {
    Files.createDirectories(jar.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (int i = 0; i < 65_536; i++) {
        zip.putNextEntry(new ZipEntry("e" + i));
      }
    }
    assertRefused("jar has too many entries");
  }

  @Test
  void shouldRefuseNamesThatLeadElsewhere() throws Exception {
    for (String row :
        List.of(
            "mark ../../../etc/passwd demo.DemoElements",
            "mark demo.MarkElement ../x",
            "../mark demo.MarkElement demo.DemoElements",
            "mark demo.MarkElement")) {
      PluginProject.jar(jar, "", with(CATALOG, utf8("parallax-elements 1.0\n" + row + "\n")));
      said.clear();
      assertRefused("");
    }
  }

  @Test
  void shouldRefuseAnotherNameThanTheElements() throws Exception {
    String row = "parallax-elements 1.0\nmark2 demo.MarkElement demo.DemoElements\n";
    PluginProject.jar(jar, "", with(CATALOG, utf8(row)));
    assertRefused("element has another name in its catalog");
  }

  @Test
  void shouldRefuseACatalogOfClassesThatAreNotThere() throws Exception {
    String row = "parallax-elements 1.0\nmark demo.Nothing demo.DemoElements\n";
    PluginProject.jar(jar, "", with(CATALOG, utf8(row)));
    assertRefused("jar has not the class that its catalog names");
  }

  @Test
  void shouldRefuseTooManyElements() throws Exception {
    StringBuilder rows = new StringBuilder("parallax-elements 1.0\n");
    for (int i = 0; i < 513; i++) {
      rows.append("mark").append(i).append(" demo.MarkElement demo.DemoElements\n");
    }
    PluginProject.jar(jar, "", with(CATALOG, utf8(rows.toString())));
    assertRefused("jar has none or too many elements");
  }

  @Test
  void shouldRefuseTextsThatATerminalWouldObey() throws Exception {
    String text = descriptor();
    for (String evil : List.of("\\u001b[2J", "\u202e", "\udb40\udc41", "\\u0007")) {
      String changed = text.replace("Sets every byte", "Sets " + evil);
      PluginProject.jar(
          jar, "", with("demo/MarkElement.class", builder("demo.MarkElement", changed)));
      said.clear();
      assertRefused("control characters");
    }
    PluginProject.jar(jar, "", with("demo/MarkElement.class", builder("demo.MarkElement", text)));
    said.clear();
    try (Plugins plugins = plugins()) {
      assertThat(Catalogs.find("mark")).as("the same by this test's own class").isNotNull();
    }
  }

  private static String descriptor() {
    return ClassFile.of().parse(good.get("demo/MarkElement.class")).fields().stream()
        .flatMap(f -> f.findAttribute(Attributes.constantValue()).stream())
        .map(c -> c.constant().constantValue().toString())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void shouldRefuseAPortThatWantsTheWholeMemory() throws Exception {
    String changed = descriptor().replace("bound 16", "bound 2000000000");
    PluginProject.jar(
        jar, "", with("demo/MarkElement.class", builder("demo.MarkElement", changed)));
    assertRefused("port wants too many buffers element=mark bound=2000000000");
  }

  private static byte[] builder(String name, String descriptor) {
    return ClassFile.of()
        .build(
            ClassDesc.of(name),
            c ->
                c.withField(
                    "DESCRIPTOR",
                    ConstantDescs.CD_String,
                    f ->
                        f.withFlags(
                                ClassFile.ACC_PUBLIC | ClassFile.ACC_STATIC | ClassFile.ACC_FINAL)
                            .with(ConstantValueAttribute.of(descriptor))));
  }

  @Test
  void shouldRefuseAJarThatNeedsOthers() throws Exception {
    byte[] manifest = utf8("Manifest-Version: 1.0\nClass-Path: file:///tmp/evil.jar\n");
    PluginProject.jar(jar, "", with("META-INF/MANIFEST.MF", manifest));
    assertRefused("Class-Path");
  }

  @Test
  void shouldOnlyEverRefuseOrDescribeWhateverBytesAreChanged() throws Exception {
    PluginProject.jar(jar, "1.0", good);
    byte[] bytes = Files.readAllBytes(jar);
    long seed = Long.getLong("parallax.plugin.seed", System.nanoTime());
    Random random = new Random(seed);
    Map<Boolean, Integer> counts = new HashMap<>();
    int rounds = Integer.getInteger("parallax.plugin.rounds", 300);
    for (int i = 0; i < rounds; i++) {
      byte[] changed = bytes.clone();
      for (int k = random.nextInt(8); k >= 0; k--) {
        int at = random.nextInt(changed.length);
        switch (random.nextInt(3)) {
          case 0 -> changed[at] = (byte) random.nextInt();
          case 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
          default -> {
            int length = Math.min(random.nextInt(1, 64), changed.length - at);
            int from = random.nextInt(changed.length - length + 1);
            System.arraycopy(changed, from, changed, at, length);
          }
        }
      }
      Files.write(
          jar,
          random.nextInt(10) == 0
              ? Arrays.copyOf(changed, random.nextInt(changed.length))
              : changed);
      said.clear();
      try (Plugins plugins = plugins()) {
        boolean found = Catalogs.find("mark") != null;
        assertThat(found || !said.isEmpty()).as("seed=%d round=%d", seed, i).isTrue();
        counts.merge(found, 1, Integer::sum);
      } catch (Throwable t) {
        throw new AssertionError("seed=" + seed + " round=" + i, t);
      }
    }
    assertThat(counts).as("both happen; seed=%d", seed).hasSize(2);
    assertThat(System.getProperty(RAN)).isNull();
  }
}

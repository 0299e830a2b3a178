package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** A plugin that somebody compiles, and jars of it. */
final class PluginProject {
  private final Path classes;

  /** Sources by their file's name, all of package {@code demo}. */
  PluginProject(Path dir, Map<String, String> sources) throws IOException {
    classes = Files.createDirectories(dir.resolve("classes"));
    Path source = Files.createDirectories(dir.resolve("source"));
    StringWriter said = new StringWriter();
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    String path = System.getProperty("java.class.path");
    for (Map.Entry<String, String> each : sources.entrySet()) {
      Files.writeString(source.resolve(each.getKey()), each.getValue());
    }
    try (var files = javac.getStandardFileManager(null, null, null)) {
      boolean done =
          javac
              .getTask(
                  said,
                  files,
                  null,
                  List.of("-d", classes.toString(), "-cp", path, "-processorpath", path),
                  null,
                  files.getJavaFileObjectsFromPaths(
                      sources.keySet().stream().map(source::resolve).toList()))
              .call();
      assertThat(done).as(said.toString()).isTrue();
    }
  }

  /** What javac has made, by its place in a jar. */
  Map<String, byte[]> entries() throws IOException {
    Map<String, byte[]> entries = new TreeMap<>();
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.put(classes.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return entries;
  }

  Path jar(Path file, String version) throws IOException {
    return jar(file, version, entries());
  }

  /** Entries are stored as they are, so that a changed byte of the jar is one of an entry. */
  static Path jar(Path file, String version, Map<String, byte[]> entries) throws IOException {
    Files.createDirectories(file.getParent());
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      if (!version.isEmpty()) {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        zip.putNextEntry(new ZipEntry("META-INF/MANIFEST.MF"));
        manifest.write((OutputStream) zip);
      }
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> each : entries.entrySet()) {
        ZipEntry entry = new ZipEntry(each.getKey());
        CRC32 crc = new CRC32();
        crc.update(each.getValue());
        entry.setCrc(crc.getValue());
        entry.setSize(each.getValue().length);
        zip.putNextEntry(entry);
        zip.write(each.getValue());
      }
    }
    return file;
  }

  /**
   * Two elements: {@code mark} sets every byte to {@code value}; {@code tick} makes a buffer of its
   * timer. Whatever of their code runs makes the file {@code mark}, and sets the property {@code
   * demo.ran} of its JVM.
   */
  static Map<String, String> marking(Path mark) {
    return Map.of(
        "package-info.java",
        """
        /** A plugin. */
        @dev.parallax.annotations.ElementLibrary(name = "DemoElements")
        package demo;
        """,
        "Mark.java",
        """
        package demo;

        import dev.parallax.annotations.*;
        import dev.parallax.runtime.element.Bytes;

        /** Sets bytes. */
        @Element(name = "mark", summary = "Sets every byte")
        public class Mark {
          static {
            System.setProperty("demo.ran", "static initialiser");
            try {
              java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), "ran");
            } catch (Exception | Error e) {
              // In the sandbox.
            }
          }

          @Property(doc = "what each byte becomes", min = 0, max = 255)
          int value = 1;

          @Property(doc = "a default that only an instance knows")
          String secret = String.valueOf(6 * 7);

          Mark() {
            System.setProperty("demo.ran", "constructor");
          }

          @Transform
          void apply(@InOut Bytes buffer) {
            if (!secret.equals("42")) {
              throw new IllegalStateException("secret=" + secret);
            }
            for (int i = 0; i < buffer.size(); i++) {
              buffer.set(i, (byte) value);
            }
          }
        }
        """
            .formatted(mark));
  }
}

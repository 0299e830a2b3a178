package dev.parallax.rtcheck;

import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Reads all classes of a directory, a jar, or a class file. */
final class ClassFiles {
  /** A class file has at most 65,535 methods of 65,535 bytes; real ones stay far below this. */
  private static final int MOST_BYTES = 16 << 20;

  private final Predicate<String> omitted;

  /** Everything. */
  ClassFiles() {
    this(name -> false);
  }

  /**
   * A reader.
   *
   * @param omitted binary names, with dots, of classes in directories that are left out
   */
  ClassFiles(Predicate<String> omitted) {
    this.omitted = omitted;
  }

  /**
   * What one path holds.
   *
   * @param summary the bytes of its {@link RtSummary}, not looked at yet; null without one
   */
  record Unit(Path path, List<ClassInfo> classes, byte @Nullable [] summary) {}

  /**
   * Reads the classes.
   *
   * @throws dev.parallax.model.diag.ParallaxException PLX-RT-009 if something cannot be read
   */
  Unit read(Path path) {
    try {
      if (Files.isDirectory(path)) {
        return readDirectory(path);
      }
      if (path.toString().endsWith(".class")) {
        return new Unit(path, List.of(readFile(path)), null);
      }
      return readJar(path);
    } catch (NoSuchFileException e) {
      throw unreadable(path.toString(), "there is no such file").toException();
    } catch (ZipException e) {
      throw unreadable(path.toString(), "it is no jar, " + e.getMessage()).toException();
    } catch (IOException e) {
      throw unreadable(path.toString(), why(e)).toException();
    }
  }

  /** The message of a file system's exception begins with the path, or is nothing else. */
  private static String why(IOException e) {
    return switch (e) {
      case AccessDeniedException denied -> "this user may not read it";
      case FileSystemException file when file.getReason() != null ->
          file.getReason().toLowerCase(Locale.ROOT);
      default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    };
  }

  private Unit readDirectory(Path path) throws IOException {
    List<ClassInfo> classes = new ArrayList<>();
    List<Path> files;
    Path metadata = path.resolve("META-INF");
    try (Stream<Path> all = Files.walk(path)) {
      files =
          all.filter(file -> isClass(file.toString()) && !file.startsWith(metadata))
              .sorted()
              .toList();
    }
    for (Path file : files) {
      if (!omitted.test(nameOf(path.relativize(file)))) {
        classes.add(readFile(file));
      }
    }
    Path summary = path.resolve(RtSummary.PLACE);
    if (!Files.isRegularFile(summary)) {
      return new Unit(path, classes, null);
    }
    try (InputStream in = Files.newInputStream(summary)) {
      return new Unit(path, classes, in.readNBytes(RtSummary.MOST_BYTES + 1));
    }
  }

  private static ClassInfo readFile(Path file) throws IOException {
    if (Files.size(file) > MOST_BYTES) {
      throw new IOException("class file is too long file=" + file);
    }
    return parse(file.toString(), Files.readAllBytes(file));
  }

  private static String nameOf(Path relative) {
    String text = relative.toString();
    return text.substring(0, text.length() - ".class".length()).replace('/', '.');
  }

  private static Unit readJar(Path path) throws IOException {
    List<ClassInfo> classes = new ArrayList<>();
    byte[] summary = null;
    try (JarFile jar =
        new JarFile(path.toFile(), false, ZipFile.OPEN_READ, Runtime.Version.parse("25"))) {
      Enumeration<JarEntry> entries = jar.entries();
      while (entries.hasMoreElements()) {
        String name = entries.nextElement().getName();
        if (isClass(name) && !name.startsWith("META-INF/")) {
          // Asked for by name, so that the version for this Java comes.
          try (InputStream in = jar.getInputStream(jar.getJarEntry(name))) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
              throw new IOException("class file is too long file=" + name);
            }
            classes.add(parse(path + "!" + name, bytes));
          }
        }
      }
      JarEntry entry = jar.getJarEntry(RtSummary.PLACE);
      if (entry != null) {
        try (InputStream in = jar.getInputStream(entry)) {
          summary = in.readNBytes(RtSummary.MOST_BYTES + 1);
        }
      }
    }
    return new Unit(path, classes, summary);
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class")
        && !name.endsWith("module-info.class")
        && !name.endsWith("package-info.class");
  }

  static ClassInfo parse(String place, byte[] bytes) {
    try {
      ClassModel model = ClassFile.of(ClassFile.DebugElementsOption.PASS_DEBUG).parse(bytes);
      return new ClassInfo(model, bytes);
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw unreadable(place, "it is no class file, " + e.getMessage()).toException();
    }
  }

  private static Diagnostic unreadable(String place, String why) {
    return Diagnostic.of(
        DiagnosticId.RT_INPUT,
        "classes cannot be read path="
            + place
            + ": "
            + why
            + "\n  fix: "
            + DiagnosticId.RT_INPUT.fix(),
        "path",
        place);
  }
}

package dev.parallax.processor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.Elements;
import javax.tools.JavaFileObject;
import org.jspecify.annotations.Nullable;

/**
 * Where the schema file of a record is: {@code demo.Foo.wire} in the folder that the option {@code
 * parallax.wire.schemas} names, else {@code Foo.wire} beside the source file, which needs no
 * option.
 *
 * @param path where it is, or is to be
 * @param required whether it must be there
 */
record WireFile(Path path, boolean required) {
  /** Folder of schema files; with it, every record must have one. */
  static final String FOLDER = "parallax.wire.schemas";

  /** Set to {@code true}, files are written: new ones, and those of records that have grown. */
  static final String UPDATE = "parallax.wire.update";

  private static final long MAX_BYTES = 1 << 20;

  /** The file of a record, or null where the compiler does not tell where its source is. */
  static @Nullable WireFile of(Elements elements, Map<String, String> options, WireSpec spec) {
    String folder = options.get(FOLDER);
    if (folder != null && !folder.isBlank()) {
      return new WireFile(Path.of(folder).resolve(spec.name() + ".wire"), true);
    }
    Path source = source(elements, spec.type());
    return source == null
        ? null
        : new WireFile(source.resolveSibling(spec.type().getSimpleName() + ".wire"), false);
  }

  private static @Nullable Path source(Elements elements, TypeElement type) {
    try {
      JavaFileObject source = elements.getFileObjectOf(type);
      return source != null
              && source.getKind() == JavaFileObject.Kind.SOURCE
              && "file".equals(source.toUri().getScheme())
          ? Path.of(source.toUri())
          : null;
    } catch (RuntimeException | LinkageError e) {
      // A compiler that does not show its sources (ECJ): only the option can name the file.
      return null;
    }
  }

  /** Its text, or null when there is no file. */
  @Nullable String read() throws IOException {
    if (!Files.exists(path)) {
      return null;
    }
    if (Files.size(path) > MAX_BYTES) {
      throw new IOException("file is larger than " + MAX_BYTES + " bytes");
    }
    return Files.readString(path);
  }

  void write(String text) throws IOException {
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(path, text);
  }
}

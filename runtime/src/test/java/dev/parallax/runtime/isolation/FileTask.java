package dev.parallax.runtime.isolation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads and writes files, and makes calls by name. */
public final class FileTask implements ChildTask {
  private RawCall raw;

  @Override
  public void prepare(ChildContext context) throws IOException {
    raw = new RawCall();
    // Classes of the JDK that want their own files or calls once.
    try {
      Files.readString(Path.of("/no/such"));
    } catch (IOException e) {
      e.getMessage();
    }
  }

  @Override
  public void run(ChildContext context) {
    for (Optional<byte[]> got; (got = context.receive()).isPresent(); ) {
      String[] words = new String(got.get(), StandardCharsets.UTF_8).split(" ");
      context.send(answer(words[0], words[1]).getBytes(StandardCharsets.UTF_8));
    }
  }

  private String answer(String what, String name) {
    try {
      switch (what) {
        case "read":
          return Files.readString(Path.of(name));
        case "write":
          Files.writeString(Path.of(name), "new");
          return "written";
        default:
          return String.valueOf(raw.call(name));
      }
    } catch (IOException e) {
      return e.toString();
    }
  }
}

package dev.parallax.conformance;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test during which anything was printed: elements speak through the bus. */
final class Silence implements BeforeEachCallback, AfterEachCallback {
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private PrintStream out = System.out;
  private PrintStream err = System.err;

  @Override
  public void beforeEach(ExtensionContext context) {
    out = System.out;
    err = System.err;
    printed.reset();
    PrintStream all = new PrintStream(printed, true, StandardCharsets.UTF_8);
    System.setOut(all);
    System.setErr(all);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    System.setOut(out);
    System.setErr(err);
    if (printed.size() > 0) {
      throw new AssertionError("test printed: " + printed.toString(StandardCharsets.UTF_8));
    }
  }
}

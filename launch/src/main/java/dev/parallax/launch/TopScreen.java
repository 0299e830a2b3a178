package dev.parallax.launch;

import dev.parallax.model.diag.ForeignText;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import sun.misc.Signal;

/**
 * A terminal that shows one picture after another, and is as before in the end, by whatever signal
 * that comes. Keys are read one by one where there is {@code stty}, else after Enter.
 */
final class TopScreen implements AutoCloseable {
  private static final String ENTER = "\033[?1049h\033[?25l";
  private static final String LEAVE = "\033[?25h\033[?1049l";
  private static final String HOME = "\033[H";
  private static final String REST_OF_LINE = "\033[K\n";
  private static final String REST = "\033[J";
  private static final File TERMINAL = new File("/dev/tty");
  private static final int ROWS = 24;
  private static final int COLUMNS = 80;

  private final PrintStream out;
  private final String settings;
  private final BlockingQueue<Integer> keys = new LinkedBlockingQueue<>();
  private volatile boolean resized = true;
  private int rows = ROWS;
  private int columns = COLUMNS;

  TopScreen(PrintStream out) {
    this.out = out;
    settings = stty("-g");
    for (String name : List.of("INT", "TERM", "HUP")) {
      Signal.handle(new Signal(name), signal -> keys.add((int) 'q'));
    }
    Signal.handle(new Signal("WINCH"), signal -> resized = true);
    stty("-icanon", "-echo", "min", "1");
    HarmlessStream.raw(out, ENTER);
    Thread reader = new Thread(this::read, "parallax-keys");
    reader.setDaemon(true);
    reader.start();
  }

  private void read() {
    try (InputStream in = new FileInputStream(TERMINAL)) {
      for (int key; (key = in.read()) >= 0; ) {
        keys.add(key);
      }
    } catch (IOException e) {
      // Signals end it.
    }
  }

  int columns() {
    if (resized) {
      resized = false;
      String[] size = stty("size").split(" ");
      boolean known = size.length == 2 && size[0].matches("[1-9]\\d{0,3}");
      rows = known ? Integer.parseInt(size[0]) : ROWS;
      columns = known && size[1].matches("[1-9]\\d{0,3}") ? Integer.parseInt(size[1]) : COLUMNS;
    }
    return columns;
  }

  void show(List<String> lines) {
    StringBuilder picture = new StringBuilder(HOME);
    for (String line : lines.subList(0, Math.min(lines.size(), rows - 1))) {
      picture.append(ForeignText.line(line)).append(REST_OF_LINE);
    }
    HarmlessStream.raw(out, picture.append(REST).toString());
    out.flush();
  }

  /** Waits; true when the user wants to leave. */
  boolean leaves(long ms) throws InterruptedException {
    long end = System.nanoTime() + ms * 1_000_000;
    for (long left; (left = end - System.nanoTime()) > 0; ) {
      Integer key = keys.poll(left, TimeUnit.NANOSECONDS);
      if (key != null && (key == 'q' || key == 'Q')) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    HarmlessStream.raw(out, LEAVE);
    out.flush();
    if (!settings.isEmpty()) {
      stty(settings);
    }
  }

  /** What it prints, or nothing when there is no such program or no terminal. */
  private static String stty(String... arguments) {
    List<String> command = new ArrayList<>(List.of("stty"));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectInput(TERMINAL)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String said =
          new String(process.getInputStream().readNBytes(1000), StandardCharsets.US_ASCII).strip();
      return process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == 0 ? said : "";
    } catch (IOException e) {
      return "";
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}

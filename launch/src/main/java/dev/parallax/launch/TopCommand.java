package dev.parallax.launch;

import java.io.IOException;
import java.io.PrintStream;
import java.net.ConnectException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows what the elements of a running pipeline do. */
final class TopCommand {
  private static final long REFRESH_MS = 1000;

  private final Arguments given;
  private final PrintStream out;
  private final PrintStream err;

  private TopCommand(Arguments given, PrintStream out, PrintStream err) {
    this.given = given;
    this.out = out;
    this.err = err;
  }

  static ExitCode run(Arguments given, PrintStream out, PrintStream err) {
    try {
      return new TopCommand(given, out, err).run();
    } catch (IOException e) {
      err.println("error: " + String.valueOf(e.getMessage()));
      return ExitCode.SETUP;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return ExitCode.OK;
    }
  }

  private record Found(StatusFolder.Socket socket, Status status) {}

  private ExitCode run() throws IOException, InterruptedException {
    String wanted = given.operands().isEmpty() ? "" : given.operands().getFirst();
    List<Found> running = new ArrayList<>();
    for (StatusFolder.Socket socket : StatusFolder.sockets(isNumber(wanted))) {
      Status status = StatusFolder.sweep(socket) ? null : status(socket);
      if (status != null) {
        running.add(new Found(socket, status));
      }
    }
    List<Found> fitting = running.stream().filter(found -> fits(found, wanted)).toList();
    if (fitting.size() != 1) {
      List<Found> shown = fitting.isEmpty() ? running : fitting;
      err.println(
          fitting.isEmpty()
              ? "error: no such pipeline is running" + (shown.isEmpty() ? "" : "; there are")
              : "error: several pipelines are running; name one by its pid");
      shown.forEach(f -> err.println("  " + f.status.pid() + "  " + f.status.pipeline()));
      return ExitCode.USAGE;
    }
    watch(fitting.getFirst());
    return ExitCode.OK;
  }

  private static boolean isNumber(String wanted) {
    return wanted.matches("\\d+");
  }

  private static boolean fits(Found found, String wanted) {
    return isNumber(wanted)
        ? Long.toString(found.socket.pid()).equals(wanted)
        : found.status.pipeline().contains(wanted);
  }

  /** Null when there is nobody. */
  private @Nullable Status status(StatusFolder.Socket socket) {
    try {
      return StatusReader.read(socket);
    } catch (ConnectException e) {
      return null;
    } catch (IOException e) {
      if (Files.exists(socket.path())) {
        err.println("warning: " + socket.path() + ": " + e.getMessage());
      }
      return null;
    }
  }

  private void watch(Found found) throws InterruptedException {
    if (given.has("--once") || given.has("--json") || !Terminal.is(Terminal.OUT)) {
      print(found);
      return;
    }
    try (TopScreen screen = new TopScreen(out)) {
      Status before = found.status;
      while (!screen.leaves(REFRESH_MS)) {
        Status now = status(found.socket);
        if (now == null) {
          return;
        }
        screen.show(new TopTable(now, before).lines(screen.columns()));
        before = now;
      }
    }
  }

  /** Once without a terminal; again and again as JSON, until the pipeline ends. */
  private void print(Found found) throws InterruptedException {
    Status before = found.status;
    do {
      TimeUnit.MILLISECONDS.sleep(REFRESH_MS);
      Status now = status(found.socket);
      if (now == null) {
        return;
      }
      TopTable table = new TopTable(now, before);
      if (given.has("--json")) {
        out.println(Json.of(table.data()));
      } else {
        table.lines(Integer.MAX_VALUE).forEach(out::println);
      }
      out.flush();
      before = now;
    } while (given.has("--json") && !given.has("--once") && !out.checkError());
  }
}

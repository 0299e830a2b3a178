package dev.parallax.runtime.isolation;

import dev.parallax.model.diag.Diagnostic;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

/** Keeps all that is told about a child. */
final class Recorder implements SandboxListener {
  final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  final List<String> lines = new CopyOnWriteArrayList<>();
  final List<Diagnostic> diagnostics = new CopyOnWriteArrayList<>();
  final List<ChildExit> exits = new CopyOnWriteArrayList<>();

  @Override
  public void message(byte[] bytes) {
    messages.add(new String(bytes, StandardCharsets.UTF_8));
  }

  @Override
  public void output(String line) {
    lines.add(line);
  }

  @Override
  public void diagnostic(Diagnostic diagnostic) {
    diagnostics.add(diagnostic);
  }

  @Override
  public void ended(ChildExit exit) {
    exits.add(exit);
  }
}

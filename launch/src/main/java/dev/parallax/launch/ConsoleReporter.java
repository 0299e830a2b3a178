package dev.parallax.launch;

import dev.parallax.model.diag.ForeignText;
import dev.parallax.runtime.pipeline.Explanation;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Snapshot;
import java.io.PrintStream;

/**
 * Lines for people on standard error; one progress line that is drawn again and again on a
 * terminal.
 */
final class ConsoleReporter implements Reporter {
  private static final int COLUMNS = 79;
  private static final String ERASE = "\r\033[K";

  private final PrintStream err;
  private final Verbosity verbosity;
  private boolean drawn;

  /** How much to say. */
  enum Verbosity {
    /** Errors. */
    QUIET,
    /** Warnings too. */
    NORMAL,
    /** Everything. */
    VERBOSE
  }

  ConsoleReporter(PrintStream err, Verbosity verbosity) {
    this.err = err;
    this.verbosity = verbosity;
  }

  @Override
  public boolean wantsExplanation() {
    return verbosity == Verbosity.VERBOSE;
  }

  @Override
  public void prepared(Explanation explanation) {
    print(harmless(explanation.text().stripTrailing(), ""));
  }

  @Override
  public void message(Message message) {
    switch (message) {
      case Message.Warning w when verbosity != Verbosity.QUIET ->
          line("warning: " + w.from() + ": " + w.text());
      case Message.Info i when verbosity == Verbosity.VERBOSE ->
          line("info: " + i.from() + ": " + i.text());
      case Message.Application a when verbosity == Verbosity.VERBOSE ->
          line(a.from() + ": " + a.payload());
      case Message.StateChanged s when verbosity == Verbosity.VERBOSE ->
          line("state: " + s.before() + " -> " + s.now());
      case Message.Eos e when verbosity == Verbosity.VERBOSE -> line("eos: " + e.from());
      default -> {
        // Failures are printed when they are thrown.
      }
    }
  }

  @Override
  public void note(String text) {
    if (verbosity != Verbosity.QUIET) {
      line(text);
    }
  }

  @Override
  public synchronized void progress(Measure now, Measure before) {
    String text = now.line(before);
    if (Terminal.is(Terminal.ERR)) {
      HarmlessStream.raw(err, ERASE);
      err.print(text.substring(0, Math.min(text.length(), COLUMNS)));
      err.flush();
      drawn = true;
    } else {
      err.println(text);
    }
  }

  @Override
  public void failed(Failure failure) {
    line("error: " + failure.line());
    if (verbosity == Verbosity.VERBOSE && failure.exit() != ExitCode.INTERNAL) {
      line(Failure.stack(failure.cause()).stripTrailing());
    }
  }

  @Override
  public synchronized void ended(ExitCode exit, Measure last, Snapshot snapshot) {
    if (drawn) {
      err.println();
      drawn = false;
    }
    if (verbosity == Verbosity.QUIET) {
      return;
    }
    for (Snapshot.ElementCounters e : snapshot.elements()) {
      if (e.dropped() > 0) {
        err.println("warning: " + e.name() + " dropped " + e.dropped() + " buffers");
      }
      if (e.partial() > 0) {
        err.println(
            "warning: "
                + e.name()
                + " lost "
                + e.partial()
                + " buffers with a part of their output");
      }
      if (verbosity == Verbosity.VERBOSE) {
        err.println(counters(e));
      }
    }
    for (Snapshot.LinkCounters link : snapshot.links()) {
      if (link.dropped() > 0) {
        err.println("warning: " + link.link() + " dropped " + link.dropped() + " buffers");
      }
    }
    if (verbosity == Verbosity.VERBOSE) {
      err.println("ran " + Measure.time(last.elapsedNs()));
    }
  }

  private static String counters(Snapshot.ElementCounters e) {
    return e.name()
        + ": in "
        + e.buffersIn()
        + " buffers "
        + e.bytesIn()
        + " bytes, out "
        + e.buffersOut()
        + " buffers "
        + e.bytesOut()
        + " bytes, "
        + e.copies()
        + " copies";
  }

  /** Text from elements may hold anything; a terminal must not obey it. */
  private void line(String text) {
    print(harmless(text, "  "));
  }

  private synchronized void print(String text) {
    if (drawn) {
      HarmlessStream.raw(err, ERASE);
      drawn = false;
    }
    err.println(text);
  }

  /** Lines after the first are indented: none of an element's text looks like one of ours. */
  private static String harmless(String text, String indent) {
    StringBuilder out = new StringBuilder(text.length());
    boolean begins = false;
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (begins && c != ' ' && c != '\t' && c != '\n') {
        out.append(indent);
      }
      begins = c == '\n';
      out.append(begins ? "\n" : ForeignText.shown(c));
    }
    return out.toString();
  }
}

package dev.parallax.runtime.remote;

import dev.parallax.memory.link.LinkEntry;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ForeignText;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.element.StreamException;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an element threw in another process, or that process's end. */
public sealed class RemoteFailure extends Exception permits PeerDeath {
  private static final long serialVersionUID = 1L;
  private static final int MAX_TEXT = 4096;
  private static final int PARALLAX = 0;
  private static final int STREAM = 1;
  private static final int IO = 2;
  private static final int ARGUMENT = 3;
  private static final int STATE = 4;
  private static final int OTHER = 5;

  RemoteFailure(String message) {
    super(message);
  }

  /** What kind of exception it is matters only as far as its text is shown in another way. */
  static Packer write(Packer to, Throwable thrown) {
    String text = thrown.getMessage() == null ? thrown.getClass().getName() : thrown.getMessage();
    return switch (thrown) {
      case ParallaxException e ->
          to.u8(PARALLAX).text(e.diagnostic().id().name()).text(cut(e.diagnostic().text()));
      case StreamException e -> to.u8(STREAM).text(cut(text));
      case IOException e -> to.u8(IO).text(cut(text));
      case IllegalArgumentException e -> to.u8(ARGUMENT).text(cut(text));
      case IllegalStateException e -> to.u8(STATE).text(cut(text));
      default -> to.u8(OTHER).text(cut(thrown.getClass().getSimpleName() + ": " + text));
    };
  }

  /** What a {@link Call#RESULT} says that the element has thrown, or null. */
  static @Nullable Exception ofResult(LinkEntry entry) {
    return switch ((int) entry.first()) {
      case Call.OK -> null;
      case Call.FAILED -> read(Unpacker.of(entry));
      case Call.STOPPED -> new RemoteFailure("stopped by itself");
      default -> throw new PeerFault("no such result: first=" + entry.first());
    };
  }

  static Exception read(Unpacker from) {
    int kind = from.u8();
    return switch (kind) {
      case PARALLAX -> {
        DiagnosticId id = id(from.text());
        yield new ParallaxException(new Diagnostic(id, clean(from.text()), Map.of()));
      }
      case STREAM -> new StreamException(clean(from.text()));
      case IO -> new IOException(clean(from.text()));
      case ARGUMENT -> new IllegalArgumentException(clean(from.text()));
      case STATE -> new IllegalStateException(clean(from.text()));
      case OTHER -> new RemoteFailure(clean(from.text()));
      default -> throw new PeerFault("unknown failure: kind=" + kind);
    };
  }

  private static DiagnosticId id(String name) {
    try {
      return DiagnosticId.valueOf(name);
    } catch (IllegalArgumentException e) {
      throw new PeerFault("unknown diagnostic: name=" + clean(name), e);
    }
  }

  private static String cut(String text) {
    return text.length() <= MAX_TEXT ? text : text.substring(0, MAX_TEXT) + "...";
  }

  /** Another process's text, which is not to steer a terminal or forge lines of a log. */
  static String clean(String text) {
    return ForeignText.lines(text, MAX_TEXT);
  }
}

package dev.parallax.runtime.remote;

import dev.parallax.annotations.Sync;
import dev.parallax.memory.Buffer;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.spi.OutputPad;
import org.jspecify.annotations.Nullable;

/**
 * A pipeline without an element that can't be started again: its buffers go past it, or nowhere.
 */
final class LeftOut {
  private final RemoteAdapter adapter;
  private final ElementDescriptor descriptor;
  private final RestartPolicy.Afterwards how;
  private final Context context;
  private @Nullable ParallaxException reason;

  LeftOut(
      RemoteAdapter adapter,
      ElementDescriptor descriptor,
      RestartPolicy.Afterwards how,
      Context context) {
    this.adapter = adapter;
    this.descriptor = descriptor;
    this.how = how;
    this.context = context;
  }

  /** Begins, or throws {@code why}. */
  void begin(ParallaxException why) {
    reason = why;
    boolean possible =
        switch (how) {
          case ERROR -> false;
          case BYPASS -> canBypass();
          case DROP -> descriptor.sync() == Sync.SINGLE;
        };
    if (!possible) {
      throw why;
    }
    context.warn(
        why.diagnostic()
            + (how == RestartPolicy.Afterwards.BYPASS
                ? "; from now on buffers go past it"
                : "; from now on its input is dropped"));
  }

  /** The formats have changed. */
  void check() {
    ParallaxException why = reason;
    if (why != null && how == RestartPolicy.Afterwards.BYPASS && !canBypass()) {
      throw why;
    }
  }

  private boolean canBypass() {
    if (descriptor.sync() != Sync.SINGLE
        || descriptor.ports().size() != 2
        || adapter.inputPads().size() != 1
        || adapter.outputPads().size() != 1) {
      return false;
    }
    Format in = adapter.inputPads().getFirst().format();
    return in != null && in.equals(adapter.outputPads().getFirst().fixedFormat());
  }

  Flow process(Buffer buffer) {
    if (reason == null) {
      buffer.close();
      throw new IllegalStateException("element's process does not run element=" + context.name());
    }
    if (how == RestartPolicy.Afterwards.BYPASS) {
      OutputPad<?> output = adapter.outputPads().getFirst();
      return output.push(buffer);
    }
    buffer.close();
    context.countDropped(1);
    return Flow.OK;
  }
}

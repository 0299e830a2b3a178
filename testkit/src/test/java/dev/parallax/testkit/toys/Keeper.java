package dev.parallax.testkit.toys;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Drain;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Stop;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Setup;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends each buffer when the next one comes; can be told to do it wrong. */
@Element(name = "keeper", summary = "Delays by one buffer")
public final class Keeper {
  /** What is wrong with it. */
  enum Fault {
    NONE,
    /** Does not give back what it keeps. */
    LEAK,
    /** Uses the view of a call after the call. */
    VIEW_AT_DRAIN,
    /** Uses the view of a call in the next one. */
    VIEW_AT_NEXT
  }

  @Property(doc = "what is wrong", def = "none")
  Fault fault = Fault.NONE;

  private static final List<Bytes> LEAKED = new ArrayList<>();

  private @Nullable Bytes kept;
  private @Nullable Bytes view;

  @Configure
  void configure(Setup setup) {
    setup.holds(1);
  }

  @Transform
  @Same("*")
  void keep(@Input @AnyCaps Bytes in, @Output @AnyCaps Emitter<Bytes> out) {
    Bytes stale = view;
    if (fault == Fault.VIEW_AT_NEXT && stale != null) {
      stale.get(0);
    }
    view = in;
    drain(out);
    kept = in.retain();
  }

  @Drain
  void drain(Emitter<Bytes> out) {
    Bytes stale = view;
    if (fault == Fault.VIEW_AT_DRAIN && stale != null && kept == null) {
      stale.get(0);
    }
    Bytes k = kept;
    if (k != null) {
      out.forward(k);
      forget();
    }
    if (fault == Fault.VIEW_AT_DRAIN && stale != null) {
      stale.get(0);
    }
  }

  @Reset
  @Stop
  void forget() {
    Bytes k = kept;
    kept = null;
    if (k != null && fault == Fault.LEAK) {
      LEAKED.add(k);
    } else if (k != null) {
      k.close();
    }
  }

  /** Gives back what was leaked, so that other tests don't hear of it. */
  public static void giveBack() {
    LEAKED.forEach(Bytes::close);
    LEAKED.clear();
  }
}

package dev.parallax.testkit.toys;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Transform;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Flow;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Claims to be safe, and is not. */
@Element(name = "rude", summary = "Breaks its promise")
@RtSafe
public final class Rude {
  /** What it does in each of its calls. */
  enum Habit {
    NOTHING,
    ALLOCATES,
    PARKS,
    SLEEPS,
    WAITS_FOR_A_LOCK,
    READS
  }

  @Property(doc = "what it does", def = "nothing")
  Habit habit = Habit.NOTHING;

  /** Held by a test for a while. */
  public static final Object LOCK = new Object();

  private @Nullable Object kept;

  @Transform
  @Same("*")
  Flow pass(@Input @AnyCaps Bytes in, @Output @AnyCaps Emitter<Bytes> out)
      throws IOException, InterruptedException {
    switch (habit) {
      case NOTHING -> {}
      case ALLOCATES -> kept = new int[10];
      case PARKS -> LockSupport.parkNanos(1000);
      case SLEEPS -> Thread.sleep(1);
      case WAITS_FOR_A_LOCK -> {
        synchronized (LOCK) {
          kept = LOCK;
        }
      }
      case READS -> {
        try (InputStream zeros = Files.newInputStream(Path.of("/dev/zero"))) {
          kept = zeros.read() == 0 ? LOCK : null;
        }
      }
    }
    return out.forward(in);
  }
}

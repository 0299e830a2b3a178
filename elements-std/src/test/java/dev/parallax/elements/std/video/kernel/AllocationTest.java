package dev.parallax.elements.std.video.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import dev.parallax.annotations.PixelFormat;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.format.VideoFormat;
import java.lang.foreign.Arena;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Compiled loops keep their vectors in registers: nothing is allocated per picture. All pairs of
 * formats, all scalers and blenders take turns in one JVM, in an order drawn anew, so that each
 * loop is compiled with the profile that all of them leave, while the others run on.
 */
class AllocationTest {
  private static final long LIMIT_NS = 120_000_000_000L;
  private static final int WIDTH = 150;
  private static final int HEIGHT = 16;

  /** Something that makes one picture; what it should be; what it is. */
  private record Job(String name, Runnable picture, Picture plain, Picture out) {}

  private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @Test
  void shouldAllocateNothingPerPictureWhenLoopsAreCompiled() {
    long seed = System.nanoTime();
    try (Arena arena = Arena.ofConfined()) {
      List<Job> jobs = new ArrayList<>();
      for (PixelFormat from : Pictures.formats().toList()) {
        Pictures.formats().forEach(to -> jobs.add(conversion(arena, from, to)));
        jobs.add(blending(arena, from));
        jobs.add(scaling(arena, from, Interpolation.NEAREST));
        jobs.add(scaling(arena, from, Interpolation.LINEAR));
        jobs.add(scaling(arena, from, Interpolation.LANCZOS));
      }
      Collections.shuffle(jobs, new Random(seed));
      List<String> allocating = jobs.stream().map(Job::name).toList();
      long deadline = System.nanoTime() + LIMIT_NS;
      while (!allocating.isEmpty() && System.nanoTime() < deadline) {
        allocating = allocating(jobs);
      }
      assertThat(allocating).as("still allocating, seed %d", seed).isEmpty();
      for (Job job : jobs) {
        assertThat(Pictures.bytes(job.out))
            .as("%s by compiled loops, seed %d", job.name, seed)
            .isEqualTo(Pictures.bytes(job.plain));
      }
    }
  }

  /** Makes a picture of every job; the names of those that allocated. */
  private List<String> allocating(List<Job> jobs) {
    List<String> names = new ArrayList<>();
    for (Job job : jobs) {
      long before = threads.getCurrentThreadAllocatedBytes();
      job.picture.run();
      if (threads.getCurrentThreadAllocatedBytes() > before) {
        names.add(job.name);
      }
    }
    return names;
  }

  private static Job conversion(Arena arena, PixelFormat from, PixelFormat to) {
    Picture in = Pictures.noise(arena, from, WIDTH, HEIGHT, 0, 1);
    Picture plain = Pictures.noise(arena, to, WIDTH, HEIGHT, 0, 1);
    Picture out = Pictures.noise(arena, to, WIDTH, HEIGHT, 0, 1);
    VideoFormat source = new VideoFormat(from, WIDTH, HEIGHT, Fraction.ZERO);
    VideoFormat target = new VideoFormat(to, WIDTH, HEIGHT, Fraction.ZERO);
    new Converter(source, target, true, RowChoice.only(ScalarRows.INSTANCE)).convert(in, plain);
    Converter converter = new Converter(source, target, true, RowChoice.only(VectorSupport.rows()));
    return new Job(from + " to " + to, () -> converter.convert(in, out), plain, out);
  }

  private static Job blending(Arena arena, PixelFormat format) {
    Picture in = Pictures.noise(arena, format, WIDTH, HEIGHT, 0, 1);
    Picture start = Pictures.noise(arena, format, WIDTH, HEIGHT, 0, 2);
    Picture plain = Pictures.noise(arena, format, WIDTH, HEIGHT, 0, 2);
    Picture out = Pictures.noise(arena, format, WIDTH, HEIGHT, 0, 2);
    Area all = new Area(0, 0, WIDTH, HEIGHT);
    new Blender(format, LoopChoice.always(ScalarBlend.INSTANCE))
        .blend(in, 0, 0, plain, all, 0.3, Blender.Onto.OPAQUE);
    BlendRows fast = VectorSupport.usable() ? VectorBlend.instance() : ScalarBlend.INSTANCE;
    Blender blender = new Blender(format, LoopChoice.always(fast));
    return new Job(
        "blended " + format,
        () -> {
          Blender.copy(start, 0, 0, out, all);
          blender.blend(in, 0, 0, out, all, 0.3, Blender.Onto.OPAQUE);
        },
        plain,
        out);
  }

  private static Job scaling(Arena arena, PixelFormat format, Interpolation way) {
    Picture in = Pictures.noise(arena, format, WIDTH, HEIGHT, 0, 1);
    Picture plain = Pictures.noise(arena, format, 70, 24, 0, 1);
    Picture out = Pictures.noise(arena, format, 70, 24, 0, 1);
    Letterbox box = Letterbox.fit(format, WIDTH, HEIGHT, 70, 24);
    scaler(format, way, box, ScalarRows.INSTANCE).scale(in, plain);
    PictureScaler scaler = scaler(format, way, box, VectorSupport.rows());
    return new Job("scaled " + format + " " + way, () -> scaler.scale(in, out), plain, out);
  }

  private static PictureScaler scaler(
      PixelFormat format, Interpolation way, Letterbox box, RowKernels rows) {
    return Scalers.of(format, WIDTH, HEIGHT, 70, 24, way, 3, box, RowChoice.only(rows));
  }
}

package dev.parallax.elements.std.ipc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.elements.std.StdElements;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.spi.ElementNode;
import dev.parallax.testkit.LeakWatcher;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Several leases of parts of one buffer, which come back in any order. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IpcLeaseTest {
  private static final int BUFFERS = 100;
  private static final int BYTES = 1000;

  @TempDir Path dir;

  /** Buffers whose parts of so many bytes are filled with their number. */
  private static Map<String, ElementNode<?>> numbered(int part) {
    int[] number = {0};
    return Map.of(
        "fill",
        StdElements.map(b -> {
          int first = number[0]++ * (BYTES / part);
          for (int i = 0; i < BYTES; i++) {
            b.set(i, (byte) (first + i / part));
          }
        }));
  }

  private Joined sink(int part, int leases) {
    return Joined.start(
        "fakesrc num-buffers="
            + BUFFERS
            + " sizetype=fixed sizemax="
            + BYTES
            + " ! ${fill} ! chunk size="
            + part
            + " ! ipcsink name=x delivery=every wait-for-connection=true sync=false max-readers=1"
            + " max-buffers="
            + leases
            + " path="
            + dir.resolve("s"),
        numbered(part),
        b -> {});
  }

  /** A reader that holds buffers, and lets go of them in any order. Its sink's thread only. */
  private static final class Keeper {
    private final Random random = new Random(20251127);
    private final List<Bytes> held = new ArrayList<>();
    private final List<Integer> numbers = new ArrayList<>();
    private int next;
    private int wrong;

    /** Holds one more; the oldest of the parts of its buffer is held longer than the others. */
    void take(Bytes in, int parts, int kept) {
      held.add(in.retain());
      numbers.add(next++);
      if (next % parts != 0) {
        return;
      }
      List<Integer> places = new ArrayList<>();
      for (int i = held.size() - parts + 1; i < held.size(); i++) {
        places.add(i);
      }
      Collections.shuffle(places, random);
      for (int place : places) {
        close(place);
      }
      for (int i = 1; i < parts; i++) {
        held.removeLast();
        numbers.removeLast();
      }
      while (held.size() > kept) {
        close(0);
        held.removeFirst();
        numbers.removeFirst();
      }
    }

    private void close(int place) {
      Bytes one = held.get(place);
      byte expected = (byte) (int) numbers.get(place);
      for (int i = 0; i < one.size(); i++) {
        wrong += one.get(i) == expected ? 0 : 1;
      }
      one.close();
    }
  }

  private void read(int part, int kept, Joined out) {
    int parts = BYTES / part;
    Keeper keeper = new Keeper();
    try (Joined in =
        Joined.start(
            "ipcsrc name=y path=" + dir.resolve("s") + " ! ${sink}",
            b -> keeper.take(b, parts, keeper.next == BUFFERS * parts - 1 ? 0 : kept))) {
      out.awaitEnd();
      in.awaitEnd();
      assertThat(in.got).hasSize(BUFFERS * parts);
      assertThat(in.got).allMatch(got -> got.size() == part);
      assertThat(in.counters("y").dropped()).isZero();
    }
    assertThat(keeper.wrong).as("bytes that are not what was sent").isZero();
    assertThat(keeper.held).isEmpty();
    assertThat(out.counters("x").dropped()).isZero();
  }

  @Test
  void shouldKeepABufferUntilItsLastPartIsBackWhenTenPartsAreLent() {
    try (Joined out = sink(100, 13)) {
      read(100, 3, out);
      assertThat(out.counters("x").copies()).isZero();
    }
  }

  /** More parts than a buffer has headers: some are copied, none is lost. */
  @Test
  void shouldCopySomeWhenABufferHasMoreThanSixtyParts() {
    try (Joined out = sink(10, 101)) {
      read(10, 1, out);
      assertThat(out.counters("x").copies()).isBetween(1L, BUFFERS * 100L / 2);
    }
  }
}

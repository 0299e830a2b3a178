package dev.parallax.elements.std.values;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.memory.Buffer;
import dev.parallax.runtime.element.StreamException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowsTest {
  private record Window(List<Object> values, long pts, long duration) {}

  private final List<Window> made = new ArrayList<>();
  private final Windows.Taker taker = (v, pts, duration) -> made.add(new Window(v, pts, duration));

  private List<List<Object>> values() {
    return made.stream().map(Window::values).toList();
  }

  private void count(int size, int step, int values) {
    CountWindows windows = new CountWindows(size, step);
    for (int i = 0; i < values; i++) {
      windows.add(i, i * 10L, 10, taker);
    }
    windows.finish(taker);
  }

  @Test
  void shouldTileWhenStepIsTheSize() {
    count(3, 3, 7);
    assertThat(values()).containsExactly(List.of(0, 1, 2), List.of(3, 4, 5), List.of(6));
    assertThat(made.get(1)).extracting(Window::pts, Window::duration).containsExactly(30L, 30L);
  }

  @Test
  void shouldOverlapWhenStepIsSmaller() {
    count(3, 1, 4);
    assertThat(values()).containsExactly(List.of(0, 1, 2), List.of(1, 2, 3));
  }

  @Test
  void shouldLeaveGapsWhenStepIsLarger() {
    count(2, 3, 8);
    assertThat(values()).containsExactly(List.of(0, 1), List.of(3, 4), List.of(6, 7));
  }

  @Test
  void shouldKeepShortStreamsWhenNoWindowIsFull() {
    count(5, 2, 2);
    assertThat(values()).containsExactly(List.of(0, 1));
  }

  @Test
  void shouldSplitByTimeWhenWindowsTile() throws StreamException {
    TimeWindows windows = new TimeWindows(100, 100);
    for (long pts : new long[] {5, 99, 100, 450, 420, 999}) {
      assertThat(windows.add(pts, pts, 1, taker)).isTrue();
    }
    windows.finish(taker);
    assertThat(values())
        .containsExactly(List.of(5L, 99L), List.of(100L), List.of(450L, 420L), List.of(999L));
    assertThat(made).extracting(Window::pts).containsExactly(0L, 100L, 400L, 900L);
    assertThat(made).extracting(Window::duration).containsOnly(100L);
  }

  @Test
  void shouldSayThatAValueIsLateWhenItsWindowsAreGone() throws StreamException {
    TimeWindows windows = new TimeWindows(100, 100);
    windows.add(1, 50, 1, taker);
    windows.add(2, 150, 1, taker);
    assertThat(windows.add(3, 60, 1, taker)).isFalse();
    windows.finish(taker);
    assertThat(values()).containsExactly(List.of(1), List.of(2));
  }

  @Test
  void shouldNotLoopWhenTimesAreFarApart() throws StreamException {
    TimeWindows windows = new TimeWindows(1, 1);
    windows.add("a", 0, 1, taker);
    windows.add("b", Long.MAX_VALUE / 2, 1, taker);
    windows.finish(taker);
    assertThat(values()).containsExactly(List.of("a"), List.of("b"));
  }

  @Test
  void shouldRefuseWhenAValueHasNoTime() {
    TimeWindows windows = new TimeWindows(10, 10);
    assertThatThrownBy(() -> windows.add("a", Buffer.NO_TIME, 1, taker))
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("stamped");
  }

  @Test
  void shouldHaveEveryValueInEachOfItsWindowsWhenTimesAreRandom() throws StreamException {
    Random random = new Random(7);
    for (int run = 0; run < 200; run++) {
      made.clear();
      long size = 1 + random.nextInt(50);
      long step = 1 + random.nextInt(60);
      TimeWindows windows = new TimeWindows(size, step);
      List<Long> times = new ArrayList<>();
      long pts = random.nextInt(100);
      for (int i = 0; i < 40; i++) {
        windows.add(pts, pts, 1, taker);
        times.add(pts);
        pts += random.nextInt(30);
      }
      windows.finish(taker);
      List<List<Object>> expected = new ArrayList<>();
      for (long start = 0; start <= pts; start += step) {
        long begin = start;
        List<Object> inside = new ArrayList<>();
        times.stream().filter(t -> t >= begin && t < begin + size).forEach(inside::add);
        if (!inside.isEmpty()) {
          expected.add(inside);
        }
      }
      assertThat(values()).as("size=" + size + " step=" + step).isEqualTo(expected);
    }
  }
}

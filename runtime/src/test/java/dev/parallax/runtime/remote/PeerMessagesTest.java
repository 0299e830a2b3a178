package dev.parallax.runtime.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.memory.MemoryAudit;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What elements of other processes post and say: not too much of it, and each message once. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PeerMessagesTest {
  private static final String PIPELINE = "msrc num-buffers=50 ! mortal name=m ! msink";

  private final List<Object> posted = Collections.synchronizedList(new ArrayList<>());
  private final List<String> texts = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void shouldLeakNothing() {
    Mortal.clear();
    assertThat(MemoryAudit.outstanding()).allSatisfy(o -> assertThat(o.slotsOut()).isZero());
  }

  private void run(Mortal.Fate fate) {
    Mortal.fate = fate;
    try (Pipeline pipeline = Pipeline.parse(PIPELINE)) {
      pipeline
          .bus()
          .listen(message -> {
            switch (message) {
              case Message.Application(String from, Object payload) -> posted.add(payload);
              case Message.Warning warning -> texts.add(warning.text());
              case Message.Info info -> texts.add(info.text());
              default -> {}
            }
          });
      pipeline.placement((name, element) -> name.equals("m") ? ThreadPeer.LAUNCHER : null).run();
    }
    assertThat(Mortal.SEEN).isEqualTo(LongStream.range(0, 50).boxed().toList());
  }

  /** What was sent until now is there when the process ends. */
  private static PeerFault crash(dev.parallax.runtime.element.Context context) {
    long unused = context.runningTime();
    return new PeerFault("crash");
  }

  // ---- too much

  @Test
  void shouldLeaveTextsOutWhenThereAreTooMany() {
    int each = 200;
    long start = System.nanoTime();
    run((at, pts, context) -> {
      for (int i = 0; at.equals("process") && i < each; i += 2) {
        context.warn("said");
        context.info("said");
      }
    });
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start) + 1;
    long said = texts.stream().filter("said"::equals).count();
    assertThat(said)
        .isBetween(
            (long) PeerMessages.TEXTS_PER_SECOND, PeerMessages.TEXTS_PER_SECOND * (seconds + 1));
    texts.removeIf("said"::equals);
    assertThat(texts)
        .containsExactly(
            "element says too much, the rest of each second is left out: perSecond=100",
            "element said too much: leftOut=" + (50 * each - said));
  }

  @Test
  void shouldSayAllWhenItIsNotTooMuch() {
    run((at, pts, context) -> {
      if (at.equals("process")) {
        context.info("at " + pts);
      }
    });
    assertThat(texts).hasSize(50).first().isEqualTo("at 0");
  }

  // ---- once

  /** The input is done again, and its messages come again. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void shouldPostOnceWhenAnInputIsOfferedAgain(int times) {
    AtomicInteger deaths = new AtomicInteger();
    run((at, pts, context) -> {
      if (at.equals("process")) {
        boolean dies = pts == 10 && deaths.get() == 0 || pts == 30 && deaths.get() == 1;
        for (int i = 0; i < times; i++) {
          context.post(pts + "." + i);
          if (dies && i == times / 2) {
            deaths.incrementAndGet();
            throw crash(context);
          }
        }
      }
    });
    assertThat(deaths.get()).isEqualTo(2);
    List<Object> expected = new ArrayList<>();
    for (int pts = 0; pts < 50; pts++) {
      for (int i = 0; i < times; i++) {
        expected.add(pts + "." + i);
      }
    }
    assertThat(posted).isEqualTo(expected);
  }

  /** The next process is told what the first was told, and has nothing new to say of it. */
  @Test
  void shouldPostOnceWhenTheNextProcessIsToldAllAgain() {
    AtomicInteger deaths = new AtomicInteger();
    AtomicInteger starts = new AtomicInteger();
    run((at, pts, context) -> {
      if (at.equals("start")) {
        starts.incrementAndGet();
      }
      if (pts < 0) {
        context.post(at);
      }
      if (at.equals("process") && pts == 10 && deaths.getAndIncrement() < 1) {
        throw crash(context);
      }
    });
    assertThat(starts.get()).isEqualTo(2);
    assertThat(posted.stream().filter("start"::equals)).hasSize(1);
    assertThat(posted.stream().filter("configure"::equals)).hasSize(1);
    assertThat(posted.stream().filter("drain"::equals)).hasSize(1);
    assertThat(posted.stream().filter("stop"::equals)).hasSize(1);
  }

  /** A call in which the process ended is made again. */
  @ParameterizedTest
  @ValueSource(strings = {"configure", "drain"})
  void shouldPostOnceWhenACallIsMadeAgain(String step) {
    AtomicInteger calls = new AtomicInteger();
    run((at, pts, context) -> {
      if (at.equals(step)) {
        context.post("before");
        if (calls.incrementAndGet() == 1) {
          throw crash(context);
        }
        context.post("after");
      }
    });
    assertThat(calls.get()).isEqualTo(2);
    assertThat(posted).containsExactly("before", "after");
  }
}

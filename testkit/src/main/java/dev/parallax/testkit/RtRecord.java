package dev.parallax.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the calls of one element's processing method did. */
final class RtRecord {
  private static final class Tally {
    private long faulty;
    private long worst;

    void add(long amount) {
      if (amount > 0) {
        faulty++;
        worst = Math.max(worst, amount);
      }
    }
  }

  private final String element;
  private final String method;
  private final Tally allocates = new Tally();
  private final Tally waits = new Tally();
  private final Tally contends = new Tally();
  private final Tally io = new Tally();
  private long judged;
  private int cleanRun;
  private boolean steady;

  RtRecord(String element, String method) {
    this.element = element;
    this.method = method;
  }

  synchronized void add(ThreadMeter.Reading reading) {
    judged++;
    allocates.add(reading.bytes);
    cleanRun = reading.bytes > 0 ? 0 : cleanRun + 1;
    steady |= cleanRun >= RtSanitizer.CLEAN;
    waits.add(reading.waits);
    contends.add(reading.contended);
    io.add(reading.io);
  }

  synchronized long judged() {
    return judged;
  }

  /** Whether it is known to allocate nothing, or to allocate for ever. */
  synchronized boolean isSteady() {
    return steady || judged >= RtSanitizer.STEADY;
  }

  synchronized Stream<RtFinding> findings() {
    List<RtFinding> found = new ArrayList<>();
    if (!steady && judged >= RtSanitizer.STEADY) {
      add(found, RtFinding.Fault.ALLOCATES, allocates);
    }
    add(found, RtFinding.Fault.WAITS, waits);
    add(found, RtFinding.Fault.CONTENDS, contends);
    add(found, RtFinding.Fault.READS_OR_WRITES, io);
    return found.stream();
  }

  private void add(List<RtFinding> found, RtFinding.Fault fault, Tally tally) {
    if (tally.faulty > RtSanitizer.STRAY) {
      found.add(new RtFinding(element, method, fault, judged, tally.faulty, tally.worst));
    }
  }
}

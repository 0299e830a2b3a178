package dev.parallax.benchmarks.sidebyside;

import java.util.ArrayList;
import java.util.List;

/** A stream from one program to another on this machine: {@code --only ipc}. */
final class IpcMeasurements {
  static final String GROUP = "ipc";

  private static final List<Integer> SIZES = List.of(1024, 65_536, 1920 * 1080 * 3 / 2);

  /**
   * With thousands of smaller buffers in its memory {@code shmsink} 1.22 and {@code shmsrc} wait
   * for each other for ever.
   */
  private static final int LEAST_SHM = 65_536;

  private IpcMeasurements() {}

  static List<Measurement> all() {
    List<Measurement> all = new ArrayList<>();
    SIZES.stream().filter(bytes -> bytes >= LEAST_SHM).forEach(b -> all.add(besideShm(b)));
    SIZES.forEach(bytes -> all.add(besideSocket(bytes)));
    return all;
  }

  private static Measurement besideShm(int bytes) {
    return new Measurement(
        GROUP,
        "`ipcsink` to `ipcsrc`, beside `shmsink` to `shmsrc`, %d bytes".formatted(bytes),
        Unit.NANOS,
        new Goal.Part(1),
        new Gauge.PerBuffer(new Slope((side, n) -> IpcRun.shared(side, bytes, n))),
        "time between buffers that arrive in `ipcsrc ! fakesink` (`shmsrc ! fakesink`) while"
            + " another process of the same engine sends without a pause with `fakesrc"
            + " filltype=zero ! ipcsink delivery=every sync=false` (`shmsink sync=false`); none is"
            + " lost");
  }

  private static Measurement besideSocket(int bytes) {
    return new Measurement(
        GROUP,
        "`ipcsink` to `ipcsrc`, beside a copy through a Unix socket, %d bytes".formatted(bytes),
        Unit.NANOS,
        new Goal.Part(1),
        new Gauge.PerBuffer(
            new Slope((side, n) ->
                side.isGstreamer()
                    ? IpcRun.socket(Side.parallax(), bytes, n)
                    : IpcRun.shared(side, bytes, n))),
        "the same; the right column is Parallax, too, with `fakesrc filltype=zero ! unixsink` and"
            + " `unixsrc ! fakesink`, which GStreamer has no elements for: time per buffer sent"
            + " until both processes have ended");
  }
}

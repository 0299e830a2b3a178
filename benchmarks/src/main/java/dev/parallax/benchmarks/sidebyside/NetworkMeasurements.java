package dev.parallax.benchmarks.sidebyside;

import java.util.List;
import java.util.stream.IntStream;

/** Two processes of one engine on the loopback: {@code --only udp}, {@code --only tcp}. */
final class NetworkMeasurements {
  private NetworkMeasurements() {}

  static List<Measurement> all() {
    return IntStream.range(0, 6).mapToObj(NetworkMeasurements::measurement).toList();
  }

  private static Measurement measurement(int index) {
    boolean udp = index < 3;
    int bytes = (udp ? List.of(188, 1316, 8192) : List.of(1024, 65536, 1 << 20)).get(index % 3);
    return udp
        ? new Measurement(
            "udp",
            "`udpsink` to `udpsrc`, %d bytes, per datagram".formatted(bytes),
            Unit.NANOS,
            new Goal.Part(1),
            new Gauge.PerBuffer(new Slope((side, n) -> LoopbackRun.udp(side, bytes, n))),
            "time between datagrams that arrive in `udpsrc ! fakesink` while another process of"
                + " the same engine sends without a pause with `fakesrc ! udpsink`; what is lost is"
                + " not counted")
        : new Measurement(
            "tcp",
            "`tcpclientsink` to `tcpserversrc`, %d bytes, per buffer sent".formatted(bytes),
            Unit.NANOS,
            new Goal.Part(1),
            new Gauge.PerBuffer(new Slope((side, n) -> LoopbackRun.tcp(side, bytes, n))),
            "time per buffer until both processes, `fakesrc ! tcpclientsink` and `tcpserversrc"
                + " blocksize=65536 ! fakesink` of the same engine, have ended");
  }
}

package dev.parallax.elements.std.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.testkit.LeakWatcher;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The UDP elements with each other and with plain sockets. */
@ExtendWith(LeakWatcher.class)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UdpTest {
  @BeforeAll
  static void warm() {
    Net.warm();
  }

  private static void send(int port, byte[] datagram) throws Exception {
    try (DatagramSocket socket = new DatagramSocket()) {
      socket.send(
          new DatagramPacket(datagram, datagram.length, InetAddress.getByName("127.0.0.1"), port));
    }
  }

  @Test
  void shouldKeepDatagramsApartWhenReceived() throws Exception {
    try (Net.Running r = Net.running("udpsrc name=x port=0 num-buffers=4 ! ${sink}")) {
      send(r.port(), new byte[1]);
      send(r.port(), new byte[0]); // has nothing to give
      send(r.port(), new byte[1492]);
      send(r.port(), new byte[65_507]);
      send(r.port(), new byte[9000]);
      r.awaitEnd();
      assertThat(r.sizes).containsExactly(1L, 1492L, 65_507L, 9000L);
    }
  }

  @Test
  void shouldDropAndCountWhenDatagramsAreLargerThanMtu() throws Exception {
    try (Net.Running r =
        Net.running("udpsrc name=x port=0 mtu=100 skip-first-bytes=3 num-buffers=2 ! ${sink}")) {
      send(r.port(), new byte[100]);
      send(r.port(), new byte[101]);
      send(r.port(), new byte[3]); // nothing but what shall be left out
      send(r.port(), new byte[50]);
      r.awaitEnd();
      assertThat(r.sizes).containsExactly(97L, 47L);
      assertThat(r.warnings)
          .containsExactly("datagrams are larger than mtu=100, and dropped; raise it");
    }
  }

  @Test
  void shouldTakeWholeSamplesOnlyWhenCapsAreAudio() throws Exception {
    try (Net.Running r =
        Net.running(
            "udpsrc name=x port=0 num-buffers=3 skip-first-bytes=2"
                + " caps=audio/x-raw,format=S16LE,rate=8000,channels=2 ! audioconvert !"
                + " audio/x-raw,format=S32LE,channels=1 ! ${sink}")) {
      send(r.port(), new byte[2 + 40]);
      send(r.port(), new byte[2 + 41]);
      send(r.port(), new byte[2 + 38]);
      send(r.port(), new byte[2 + 4]);
      send(r.port(), new byte[2 + 8]);
      r.awaitEnd();
      assertThat(r.sizes).containsExactly(40L, 4L, 8L);
      assertThat(r.warnings).hasSize(1);
      assertThat(r.warnings.getFirst())
          .contains("datagrams do not fit caps=audio/x-raw")
          .contains("multiples of 4 bytes=41");
    }
  }

  @Test
  void shouldTakeWholePicturesOnlyWhenCapsAreVideo() throws Exception {
    try (Net.Running r =
        Net.running(
            "udpsrc name=x port=0 num-buffers=2"
                + " caps=video/x-raw,format=GRAY8,width=32,height=16,framerate=25/1 ! videoconvert"
                + " ! video/x-raw,format=RGB ! ${sink}")) {
      send(r.port(), new byte[32 * 16]);
      send(r.port(), new byte[32 * 16 - 1]);
      send(r.port(), new byte[32 * 32]);
      send(r.port(), new byte[32 * 16]);
      r.awaitEnd();
      assertThat(r.sizes).containsExactly(3L * 32 * 16, 3L * 32 * 16);
      assertThat(r.warnings).hasSize(1);
      assertThat(r.warnings.getFirst()).contains("must have 512 bytes");
    }
  }

  @Test
  void shouldRefuseCapsThatNothingBehindItTakes() {
    for (String wrong : List.of("audio/x-raw,format=S16LE,rate=8000,channels=1", "not/caps,,")) {
      assertThatThrownBy(
              () -> Net.prepared("udpsrc port=0 caps=\"" + wrong + "\" ! wavparse ! fakesink"))
          .hasMessageContaining("caps=" + wrong);
    }
  }

  @Test
  void shouldSendEachBufferToAllClients() throws Exception {
    try (DatagramSocket one = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        DatagramSocket two = new DatagramSocket(0, InetAddress.getByName("::1"))) {
      try (Net.Running r =
          Net.running(
              "fakesrc num-buffers=3 sizetype=fixed sizemax=77 ! udpsink host=127.0.0.1 port="
                  + one.getLocalPort()
                  + " clients=[::1]:"
                  + two.getLocalPort())) {
        r.awaitEnd();
      }
      for (DatagramSocket socket : List.of(one, two)) {
        socket.setSoTimeout(10_000);
        for (int i = 0; i < 3; i++) {
          DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
          socket.receive(packet);
          assertThat(packet.getLength()).isEqualTo(77);
        }
      }
    }
  }

  @Test
  void shouldFollowTheListWhenClientsChange() throws Exception {
    try (DatagramSocket one = new DatagramSocket(0, InetAddress.getByName("127.0.0.1"));
        Net.Running r =
            Net.running(
                "fakesrc sizetype=fixed sizemax=10 ! identity sleep-time=200 ! multiudpsink"
                    + " name=x")) {
      one.setSoTimeout(10_000);
      var control = r.pipeline.find("x", MultiUdpSinkElement.Control.class);
      control.add("127.0.0.1", one.getLocalPort());
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      one.receive(packet);
      assertThat(packet.getLength()).isEqualTo(10);
      control.remove("127.0.0.1", one.getLocalPort());
      long before = TcpTest.sent(r);
      Net.await("buffers go to nobody", () -> TcpTest.sent(r) > before + 10);
    }
  }

  @Test
  void shouldReceiveFromTheGroupWhenAddressIsMulticast() throws Exception {
    String group = "239.255.77.88";
    try (Net.Running r =
        Net.running(
            "udpsrc name=x address="
                + group
                + " port=0 multicast-iface=lo num-buffers=2 !"
                + " ${sink}")) {
      List<Long> expected = new ArrayList<>(List.of(33L, 33L));
      try (Net.Running s =
          Net.running(
              "fakesrc num-buffers=2 sizetype=fixed sizemax=33 ! udpsink multicast-iface=lo"
                  + " ttl-mc=0 host="
                  + group
                  + " port="
                  + r.port())) {
        s.awaitEnd();
      }
      r.awaitEnd();
      assertThat(r.sizes).isEqualTo(expected);
    }
  }

  @Test
  void shouldPostWhenNothingComes() {
    try (Net.Running r = Net.running("udpsrc name=x port=0 timeout=20000000 ! fakesink")) {
      Net.await(
          "two posts",
          () -> r.posts.stream().filter(new UdpTimeout(20_000_000)::equals).count() >= 2);
    }
  }

  @Test
  void shouldFailWhenBufferIsTooLarge() {
    try (Net.Running r = Net.running("fakesrc sizetype=fixed sizemax=65536 ! udpsink port=9")) {
      assertThatThrownBy(r::awaitEnd)
          .hasMessageContaining("buffer is too large for a datagram bytes=65536 max=65507");
    }
  }

  @Test
  void shouldFailWhenInterfaceIsUnknown() {
    assertThatThrownBy(
            () -> Net.prepared("udpsrc address=239.1.1.1 port=0 multicast-iface=nope0 ! fakesink"))
        .hasMessageContaining("no network interface has this name multicast-iface=nope0");
  }

  @Test
  void shouldFailWhenPortIsTaken() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(new InetSocketAddress("127.0.0.1", 0))) {
      String text =
          "udpsrc reuse=false address=127.0.0.1 port=" + taken.getLocalPort() + " ! fakesink";
      assertThatThrownBy(() -> Net.prepared(text))
          .hasMessageContaining("cannot bind address=127.0.0.1:" + taken.getLocalPort());
    }
  }

  @Test
  void shouldCountWhatTheKernelDrops() throws Exception {
    try (Net.Running r =
        Net.prepared("udpsrc name=x port=0 buffer-size=2048 num-buffers=1 ! fakesink")) {
      for (int i = 0; i < 200; i++) {
        send(r.port(), new byte[1000]);
      }
      r.go().awaitEnd();
      Net.await(
          "drops are counted",
          () -> {
            r.pipeline.suspend();
            return r.pipeline.snapshot().elements().stream().anyMatch(e -> e.dropped() > 50);
          });
    }
  }
}

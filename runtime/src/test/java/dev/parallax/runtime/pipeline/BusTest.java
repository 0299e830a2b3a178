package dev.parallax.runtime.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a bus keeps of messages that nobody polls. */
class BusTest {
  private static final int LARGE = 640 << 10;

  private final Bus bus = new Bus();

  private List<Message> polled() throws InterruptedException {
    List<Message> all = new ArrayList<>();
    for (Message next = bus.poll(0); next != null; next = bus.poll(0)) {
      all.add(next);
    }
    return all;
  }

  private static Message info(int number) {
    return new Message.Info("local", "n" + number);
  }

  private static Message foreign(int number) {
    return new Message.Application("foreign", number);
  }

  @Test
  void shouldKeepTheLastWhenThereAreTooMany() throws Exception {
    for (int i = 0; i < 1500; i++) {
      bus.post(info(i));
    }
    assertThat(bus.forgotten()).isEqualTo(476);
    assertThat(polled()).hasSize(1024).first().isEqualTo(info(476));
  }

  /** 51 of them are 32 MiB. What this process says is not lost for them. */
  @Test
  void shouldKeepTheLastWhenMessagesOfOtherProcessesTakeTooMuch() throws Exception {
    List<Message> expected = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      bus.post(info(i));
      expected.add(info(i));
      bus.post(foreign(i), LARGE);
      if (i >= 149) {
        expected.add(foreign(i));
      }
    }
    assertThat(bus.forgotten()).isEqualTo(149);
    assertThat(polled()).isEqualTo(expected);
  }

  @Test
  void shouldHaveRoomAgainWhenMessagesOfOtherProcessesArePolled() throws Exception {
    for (int i = 0; i < 500; i++) {
      bus.post(foreign(i), LARGE);
      assertThat(bus.poll(0)).isEqualTo(foreign(i));
    }
    bus.post(foreign(0), LARGE);
    assertThat(bus.forgotten()).isZero();
    assertThat(polled()).hasSize(1);
  }
}

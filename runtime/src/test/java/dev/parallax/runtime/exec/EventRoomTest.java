package dev.parallax.runtime.exec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.element.Event;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventRoomTest {
  private static final Event LARGE =
      new Event.Tags(Map.of("comment", "x".repeat((int) EventRoom.MOST)));

  private final EventRoom room = new EventRoom();

  private void send(Event event) {
    room.add(EventRoom.bytes(event));
  }

  private boolean hasRoomFor(Event event) {
    return room.has(EventRoom.bytes(event));
  }

  @Test
  void shouldHaveRoomForASingleEventOfAnySize() {
    assertThat(EventRoom.bytes(LARGE)).isGreaterThan(EventRoom.MOST);
    assertThat(hasRoomFor(LARGE)).isTrue();
    send(LARGE);
    assertThat(hasRoomFor(new Event.Gap(0, 1))).isFalse();
    room.take(LARGE);
    assertThat(hasRoomFor(LARGE)).isTrue();
  }

  /** The sender would not sleep before it had any, either: it takes no part of the room. */
  @Test
  void shouldHaveRoomForTheEndWhenNothingElseFits() {
    send(LARGE);
    assertThat(hasRoomFor(Event.Eos.EOS)).isTrue();
  }
}

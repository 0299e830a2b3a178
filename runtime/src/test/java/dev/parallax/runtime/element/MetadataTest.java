package dev.parallax.runtime.element;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MetadataTest {
  @Test
  void shouldKeepTheCarriedObjectWhenValuesChange() {
    Object object = new Object();
    Metadata metadata = Metadata.EMPTY.carrying(object);
    assertThat(metadata.isEmpty()).isFalse();
    assertThat(metadata.keys()).isEmpty();
    Metadata more = metadata.with("app/a", 1).merge(Metadata.EMPTY.with("app/b", 2));
    assertThat(more.carried()).isSameAs(object);
    assertThat(more.keys()).containsExactly("app/a", "app/b");
    assertThat(more.without("app/a").without("app/b")).isEqualTo(metadata);
    assertThat(more.without("app/a").without("app/b").carried()).isSameAs(object);
  }

  @Test
  void shouldBeEmptyWhenNothingIsCarriedAnyMore() {
    assertThat(Metadata.EMPTY.carrying("x").carrying(null)).isSameAs(Metadata.EMPTY);
    Metadata kept = Metadata.EMPTY.with("app/a", 1).carrying("x").carrying(null);
    assertThat(kept).isEqualTo(Metadata.EMPTY.with("app/a", 1));
  }

  @Test
  void shouldTakeTheOtherObjectWhenMergedWithOneThatHasOne() {
    Metadata one = Metadata.EMPTY.carrying("one");
    assertThat(one.merge(Metadata.EMPTY.carrying("two")).carried()).isEqualTo("two");
    assertThat(one.merge(Metadata.EMPTY).carried()).isEqualTo("one");
    assertThat(Metadata.EMPTY.merge(one).carried()).isEqualTo("one");
    assertThat(one).isNotEqualTo(Metadata.EMPTY.carrying("two"));
    assertThat(one.with("app/a", 1)).hasToString("{app/a=1, carrying String}");
  }

  @Test
  void shouldCopyBytesWhenTheyGoInAndOut() {
    byte[] bytes = {1, 2};
    Metadata metadata = Metadata.EMPTY.with(Metadata.KLV, bytes);
    bytes[0] = 9;
    byte[] out = metadata.get(Metadata.KLV, byte[].class);
    assertThat(out).containsExactly(1, 2);
    assertThatThrownBy(() -> metadata.get(Metadata.KLV, String.class))
        .hasMessageContaining("another type");
    assertThatThrownBy(() -> metadata.with("nokey", 1)).hasMessageContaining("domain/type");
    for (String steering : List.of("a/\u001b[31mX", "a/\nb", "a/\u202eb", "a/\u009bb")) {
      assertThatThrownBy(() -> metadata.with(steering, 1))
          .hasMessageContaining("without control characters");
    }
    assertThatThrownBy(() -> metadata.with("a/b", new Object()))
        .hasMessageContaining("can't cross a process");
  }
}

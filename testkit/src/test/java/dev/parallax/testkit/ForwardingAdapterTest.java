package dev.parallax.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.ForwardingAdapter;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What stands in front of an adapter hides nothing of it. */
class ForwardingAdapterTest {
  @Test
  void shouldPassOnEveryCallThatAnAdapterMayAnswer() {
    List<String> forwarded =
        Arrays.stream(ForwardingAdapter.class.getDeclaredMethods()).map(Method::getName).toList();
    List<String> answered =
        Arrays.stream(ElementAdapter.class.getDeclaredMethods())
            .filter(m -> !m.isSynthetic())
            .filter(
                m -> Modifier.isPublic(m.getModifiers()) || Modifier.isProtected(m.getModifiers()))
            .filter(m -> !Modifier.isFinal(m.getModifiers()))
            .map(Method::getName)
            .toList();
    assertThat(answered).isNotEmpty();
    assertThat(forwarded).containsAll(answered);
  }
}

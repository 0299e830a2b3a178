package dev.parallax.conformance;

import dev.parallax.elements.std.StdElements;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.spi.ElementNode;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes elements that take code of the application. The code does as little as it can: it does
 * nothing, says yes, or returns what it was given. An element for which that is no use has an entry
 * in {@link #MADE}.
 */
final class UserCode {
  /** By name of the element. */
  private static final Map<String, Supplier<ElementNode<?>>> MADE =
      Map.ofEntries(
          Map.entry("valuesrc", () -> StdElements.valueSrc(UserCode::numbers, () -> {})),
          Map.entry("audiovalues", () -> StdElements.audioValues(View::pts)),
          Map.entry("videovalues", () -> StdElements.videoValues(View::pts)),
          Map.entry("packetvalues", () -> StdElements.packetValues(View::pts)),
          Map.entry("bytesvalues", () -> StdElements.bytesValues(View::pts)),
          Map.entry("valueflatmap", () -> StdElements.valueFlatMap(Stream::of)),
          Map.entry("valuestamp", () -> StdElements.valueStamp((Long n) -> n * 1_000_000)),
          Map.entry("valuebytes", () -> StdElements.valueBytes(value -> new byte[100])));

  private UserCode() {}

  private static Iterator<Integer> numbers() {
    return IntStream.range(0, Subject.SOME).iterator();
  }

  /** The element, named {@code x}. */
  static ElementNode<?> make(ElementDescriptor element) {
    Supplier<ElementNode<?>> made = MADE.get(element.name());
    return (made == null ? byFactory(element) : made.get()).named("x");
  }

  private static ElementNode<?> byFactory(ElementDescriptor element) {
    Method factory =
        Arrays.stream(StdElements.class.getMethods())
            .filter(m -> Modifier.isStatic(m.getModifiers()) && m.getParameterCount() > 0)
            .filter(m -> m.getReturnType().getName().equals(element.builderName()))
            .filter(m -> Arrays.stream(m.getParameterTypes()).allMatch(Class::isInterface))
            .findFirst()
            .orElseThrow(() ->
                new AssertionError(
                    "element takes more than lambdas element="
                        + element.name()
                        + "; add one to UserCode.MADE"));
    Object[] code = Arrays.stream(factory.getParameterTypes()).map(UserCode::code).toArray();
    try {
      return (ElementNode<?>) factory.invoke(null, code);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError("element can't be made element=" + element.name(), e);
    }
  }

  private static Object code(Class<?> type) {
    InvocationHandler least = (proxy, method, args) -> least(method, args);
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, least);
  }

  private static @Nullable Object least(Method method, Object @Nullable [] args) {
    if (method.getReturnType() == boolean.class) {
      return true;
    }
    return method.getReturnType() == void.class || args == null ? null : args[0];
  }
}

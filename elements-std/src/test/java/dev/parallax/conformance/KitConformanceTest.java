package dev.parallax.conformance;

import dev.parallax.annotations.Presence;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.testkit.ElementConformance;
import dev.parallax.testkit.LeakWatcher;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every standard element with fixed ports passes what the test kit asks of anybody's element. */
@ExtendWith({LeakWatcher.class, Silence.class})
@Timeout(300)
class KitConformanceTest {
  /** They lead to places outside of the test. */
  private static final Set<String> PLACES = Set.of("location", "fd", "host", "port", "path", "uri");

  @TestFactory
  Stream<DynamicNode> elements() {
    return Subject.all().stream()
        .filter(name -> fits(Catalogs.require(name).descriptor()))
        .map(name -> DynamicContainer.dynamicContainer(name, tests(name)));
  }

  private static Stream<DynamicTest> tests(String name) {
    return ElementConformance.of(name).tests();
  }

  private static boolean fits(ElementDescriptor element) {
    return !element.inputs().isEmpty()
        && !element.hints().userCode()
        && !Partners.has(element)
        && element.ports().stream().allMatch(p -> p.presence() == Presence.ALWAYS)
        && element.properties().stream().noneMatch(PropertyDescriptor::required)
        && element.properties().stream().noneMatch(p -> PLACES.contains(p.name()));
  }
}

package dev.parallax.conformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The suite of properties, with each element in a group with those before it. */
class GroupedPropertiesConformanceTest extends PropertiesConformanceTest {
  @BeforeAll
  static void place() {
    Subject.place(Subject.Place.GROUPED_WITH_SOURCES);
  }

  @AfterAll
  static void placeHere() {
    Subject.place(Subject.Place.HERE);
  }
}

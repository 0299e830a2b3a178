package dev.parallax.conformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The suite of all elements, with each element in a group with those behind it. */
class GroupedConformanceTest extends ConformanceTest {
  @BeforeAll
  static void place() {
    Subject.place(Subject.Place.GROUPED);
  }

  @AfterAll
  static void placeHere() {
    Subject.place(Subject.Place.HERE);
  }
}

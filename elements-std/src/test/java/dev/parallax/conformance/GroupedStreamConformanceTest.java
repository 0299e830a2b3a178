package dev.parallax.conformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The suite of what happens to streams, with each element in a group with those behind it. */
class GroupedStreamConformanceTest extends StreamConformanceTest {
  @BeforeAll
  static void place() {
    Subject.place(Subject.Place.GROUPED);
  }

  @AfterAll
  static void placeHere() {
    Subject.place(Subject.Place.HERE);
  }
}

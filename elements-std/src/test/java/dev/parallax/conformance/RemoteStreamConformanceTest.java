package dev.parallax.conformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The suite of what happens to streams, with each element behind a link. */
class RemoteStreamConformanceTest extends StreamConformanceTest {
  @BeforeAll
  static void place() {
    Subject.place(Subject.Place.ELSEWHERE);
  }

  @AfterAll
  static void placeHere() {
    Subject.place(Subject.Place.HERE);
  }
}

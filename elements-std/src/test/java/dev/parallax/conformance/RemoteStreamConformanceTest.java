package dev.parallax.conformance;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The suite of what happens to streams, with each element behind a link. */
class RemoteStreamConformanceTest extends StreamConformanceTest {
  @BeforeAll
  static void place() {
    Subject.remote(true);
  }

  @AfterAll
  static void placeHere() {
    Subject.remote(false);
  }
}

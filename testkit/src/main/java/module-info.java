/** For tests of elements and pipelines. */
module dev.parallax.testkit {
  requires transitive dev.parallax.runtime;
  requires org.junit.jupiter.api;
  requires static transitive org.jspecify;

  exports dev.parallax.testkit;
}

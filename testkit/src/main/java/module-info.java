/** For tests of elements and pipelines. */
module dev.parallax.testkit {
  requires transitive dev.parallax.runtime;
  requires jdk.management;
  requires transitive org.junit.jupiter.api;
  requires org.junit.platform.commons;
  requires static transitive org.jspecify;

  exports dev.parallax.testkit;
}

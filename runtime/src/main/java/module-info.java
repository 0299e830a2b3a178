/** The authors' API, the graph, the executor, events and control. */
module dev.parallax.runtime {
  requires transitive dev.parallax.annotations;
  requires transitive dev.parallax.model;
  requires transitive dev.parallax.memory;
  requires static transitive org.jspecify;
  requires java.management;
  requires jdk.management;

  exports dev.parallax.runtime.element;
  exports dev.parallax.runtime.spi;
  exports dev.parallax.runtime.typed;
  exports dev.parallax.runtime.pipeline;
  exports dev.parallax.runtime.remote;
  exports dev.parallax.runtime.wire;
  exports dev.parallax.runtime.isolation;
  exports dev.parallax.runtime.plugin;

  uses dev.parallax.runtime.isolation.NetworkUse;
  uses dev.parallax.runtime.spi.Catalog;
}

/** Shared arenas, buffers, pools, links and doorbells. */
@SuppressWarnings("module") // elements-std is compiled after this
module dev.parallax.memory {
  requires transitive dev.parallax.nativeglue;
  requires static transitive dev.parallax.annotations;
  requires static transitive org.jspecify;

  exports dev.parallax.memory;
  exports dev.parallax.memory.link to
      dev.parallax.runtime,
      dev.parallax.elements.std;
  exports dev.parallax.memory.raw to
      dev.parallax.elements.std;
}

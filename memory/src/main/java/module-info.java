/** Shared arenas, buffers, pools, links and doorbells. */
module dev.parallax.memory {
  requires transitive dev.parallax.nativeglue;
  requires static transitive org.jspecify;

  exports dev.parallax.memory;
}

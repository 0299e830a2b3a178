/** Verifies on bytecode that what is marked as real-time safe is. */
module dev.parallax.rtcheck {
  requires dev.parallax.annotations;
  requires dev.parallax.model;
  requires static org.jspecify;

  exports dev.parallax.rtcheck;
}

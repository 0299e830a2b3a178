/**
 * Caps algebra, descriptors, the pipeline language, negotiation and diagnostics. No I/O, no
 * threads.
 */
module dev.parallax.model {
  requires transitive dev.parallax.annotations;
  requires static transitive org.jspecify;

  exports dev.parallax.model.caps;
  exports dev.parallax.model.check;
  exports dev.parallax.model.format;
  exports dev.parallax.model.descriptor;
  exports dev.parallax.model.diag;
  exports dev.parallax.model.lang;
  exports dev.parallax.model.solve;
}

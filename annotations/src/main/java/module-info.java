/** Annotations that turn a plain class into an element, and the enums that they use. */
module dev.parallax.annotations {
  exports dev.parallax.annotations;
}

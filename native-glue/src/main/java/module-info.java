/** Bindings to Linux system calls through java.lang.foreign. No policy. */
module dev.parallax.nativeglue {
  requires static transitive org.jspecify;

  exports dev.parallax.nativeglue.linux;
}

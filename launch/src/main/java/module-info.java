/** The {@code parallax} command. */
module dev.parallax.launch {
  requires dev.parallax.runtime;
  requires dev.parallax.rtcheck;
  requires jdk.unsupported;
  requires static org.jspecify;
}

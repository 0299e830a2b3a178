/** The {@code parallax} command. */
module dev.parallax.launch {
  requires dev.parallax.runtime;
  requires jdk.unsupported;
  requires static org.jspecify;
}

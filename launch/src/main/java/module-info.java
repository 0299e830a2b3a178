/** The {@code parallax} command. */
module dev.parallax.launch {
  requires dev.parallax.runtime;
  requires info.picocli;
  requires jdk.unsupported;
  requires static org.jspecify;
}

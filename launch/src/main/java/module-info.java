/** The {@code parallax} command. */
module dev.parallax.launch {
  requires dev.parallax.runtime;
  requires dev.parallax.rtcheck;
  requires java.management;
  requires jdk.unsupported;
  requires static org.jspecify;
}

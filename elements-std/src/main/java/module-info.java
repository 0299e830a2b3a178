/** The standard elements in pure Java: files, application, flow, FLAC, WAV, PNG, raw audio. */
module dev.parallax.elements.std {
  requires dev.parallax.runtime;
  requires static jdk.incubator.vector;
  requires static org.jspecify;

  exports dev.parallax.elements.std;
}

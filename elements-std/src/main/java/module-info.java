/** The standard elements in pure Java: files, application, flow, FLAC, WAV, PNG, raw audio. */
module dev.parallax.elements.std {
  requires dev.parallax.runtime;
  requires static jdk.incubator.vector;
  requires static org.jspecify;
  requires static jdk.incubator.vector;

  exports dev.parallax.elements.std;

  provides dev.parallax.runtime.spi.Catalog with
      dev.parallax.elements.std.StdElementsCatalog;
}

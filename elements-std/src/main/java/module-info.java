/**
 * The standard elements in pure Java: files, application, flow, audio, video, FLAC, WAV, PNG, JPEG.
 */
module dev.parallax.elements.std {
  requires transitive dev.parallax.runtime;
  requires static org.jspecify;
  requires static jdk.incubator.vector;
  requires jdk.management;

  exports dev.parallax.elements.std;
  exports dev.parallax.elements.std.app;
  exports dev.parallax.elements.std.audio;
  exports dev.parallax.elements.std.flac;
  exports dev.parallax.elements.std.flow;
  exports dev.parallax.elements.std.io;
  exports dev.parallax.elements.std.ipc;
  exports dev.parallax.elements.std.jpeg;
  exports dev.parallax.elements.std.net;
  exports dev.parallax.elements.std.png;
  exports dev.parallax.elements.std.raw;
  exports dev.parallax.elements.std.testing;
  exports dev.parallax.elements.std.timing;
  exports dev.parallax.elements.std.text;
  exports dev.parallax.elements.std.transform;
  exports dev.parallax.elements.std.values;
  exports dev.parallax.elements.std.util;
  exports dev.parallax.elements.std.video;
  exports dev.parallax.elements.std.wav;
  exports dev.parallax.elements.std.y4m;

  provides dev.parallax.runtime.isolation.NetworkUse with
      dev.parallax.elements.std.net.StandardNetworkUse;
  provides dev.parallax.runtime.spi.Catalog with
      dev.parallax.elements.std.StdElementsCatalog;
}

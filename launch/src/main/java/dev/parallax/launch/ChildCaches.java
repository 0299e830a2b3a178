package dev.parallax.launch;

import dev.parallax.runtime.isolation.AotCaches;
import dev.parallax.runtime.spi.Catalog;
import dev.parallax.runtime.spi.Catalogs;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes the caches of classes from which isolated elements start: one with the standard elements,
 * and one for elements of other jars. Part of making the distribution.
 */
public final class ChildCaches {
  private static final List<String> PIPELINES =
      List.of(
          "videotestsrc num-buffers=3 ! video/x-raw,format=I420,width=64,height=48 ! videoconvert"
              + " ! video/x-raw,format=RGBA ! fakesink",
          "audiotestsrc num-buffers=3 ! audioconvert ! volume ! fakesink",
          "fakesrc num-buffers=3 ! identity ! fakesink");

  private ChildCaches() {}

  /** Runs with the directory of caches. */
  public static void main(String[] args) throws IOException, URISyntaxException {
    AotCaches caches = new AotCaches(Path.of(args[0]));
    if (caches.make().isEmpty()) {
      throw new IOException("Parallax is not in jars");
    }
    for (Catalog catalog : Catalogs.all()) {
      Path jar =
          Path.of(catalog.getClass().getProtectionDomain().getCodeSource().getLocation().toURI());
      if (caches.make(List.of(jar), PIPELINES).isEmpty()) {
        throw new IOException("elements are not in a jar path=" + jar);
      }
    }
  }
}

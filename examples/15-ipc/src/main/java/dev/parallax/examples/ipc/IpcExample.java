package dev.parallax.examples.ipc;

import static dev.parallax.elements.std.StdElements.appSink;
import static dev.parallax.elements.std.StdElements.ipcSrc;

import dev.parallax.runtime.pipeline.Pipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Pictures of one pipeline are read by another, without a copy. */
public final class IpcExample {
  private IpcExample() {}

  /**
   * Runs the example.
   *
   * @param args nothing; or the path of an {@code ipcsink} of another program, whose stream is read
   */
  public static void main(String... args) throws IOException {
    if (args.length == 1) {
      System.out.println(read(args[0]) + " buffers");
      return;
    }
    Path folder = Files.createTempDirectory("parallax-ipc");
    try {
      String path = folder.resolve("video.ipc").toString();
      // Waits for the reader, and then for it again whenever it is slow: nothing is lost.
      try (Pipeline writer =
          Pipeline.parse(
              "videotestsrc num-buffers=30 ! video/x-raw,format=I420,width=1920,height=1080 !"
                  + " ipcsink name=out wait-for-connection=true delivery=every path="
                  + path)) {
        writer.prepare(); // listens from here on
        writer.activate();
        int read = read(path);
        writer.await();
        var counters = writer.snapshot().element("out");
        System.out.println(read + " pictures of 1920x1080, " + counters.copies() + " copied");
      }
    } finally {
      Files.delete(folder);
    }
  }

  /** Reads a stream to its end; the number of buffers. */
  private static int read(String path) {
    AtomicInteger count = new AtomicInteger();
    ipcSrc(path).to(appSink(picture -> count.incrementAndGet())).run();
    return count.get();
  }
}

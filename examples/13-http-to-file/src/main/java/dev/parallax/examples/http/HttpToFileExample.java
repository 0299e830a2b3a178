package dev.parallax.examples.http;

import static dev.parallax.elements.std.StdElements.fileSink;
import static dev.parallax.elements.std.StdElements.httpSrc;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.SimpleFileServer;
import dev.parallax.model.diag.ParallaxException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gets something by HTTP and writes it to a file. */
public final class HttpToFileExample {
  private static final int BYTES = 1_000_000;

  private HttpToFileExample() {}

  /**
   * Runs the example.
   *
   * @param args nothing; or the url and the file to make of it
   */
  public static void main(String... args) throws IOException {
    if (args.length == 2) {
      download(args[0], Path.of(args[1]));
      return;
    }
    Path folder = Files.createTempDirectory("parallax-http");
    Path shared = Files.write(folder.resolve("shared.bin"), content());
    Path file = folder.resolve("file.bin");
    HttpServer server =
        SimpleFileServer.createFileServer(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder.toRealPath(),
            SimpleFileServer.OutputLevel.NONE);
    server.start();
    try {
      String base = "http://127.0.0.1:" + server.getAddress().getPort();
      download(base + "/shared.bin", file);
      System.out.println("it is the same: " + (Files.mismatch(shared, file) < 0));
      explain(
          () -> httpSrc(base + "/shared.bin").maxBytes(1000).to(fileSink(file.toString())).run());
      explain(() -> httpSrc(base + "/missing.bin").to(fileSink(file.toString())).run());
    } finally {
      server.stop(0);
      Files.deleteIfExists(file);
      Files.delete(shared);
      Files.delete(folder);
    }
  }

  /** What breaks off is asked for again from where it was, if the server can do that. */
  private static void download(String url, Path file) throws IOException {
    httpSrc(url).retries(3).timeout(15).to(fileSink(file.toString())).run();
    System.out.println(file.getFileName() + ": " + Files.size(file) + " bytes");
  }

  private static void explain(Runnable pipeline) {
    try {
      pipeline.run();
    } catch (ParallaxException e) {
      System.out.println(e.getMessage());
    }
  }

  private static byte[] content() {
    byte[] all = new byte[BYTES];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) (i * 31 >> 4);
    }
    return all;
  }
}

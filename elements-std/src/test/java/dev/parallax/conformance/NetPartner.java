package dev.parallax.conformance;

import dev.parallax.runtime.pipeline.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The other side of a network element.
 *
 * @param properties that lead the element there
 * @param peer the other side, or one that nobody asks for anything
 * @param folder to remove at the end
 */
record NetPartner(String properties, AutoCloseable peer, Runnable folder) implements Partner {
  static Partner tcpServer() {
    int port = NetPeer.freePort();
    return new NetPartner("host=127.0.0.1 port=" + port, NetPeer.server(port), () -> {});
  }

  static Partner tcpClient() {
    int port = NetPeer.freePort();
    return new NetPartner("host=127.0.0.1 port=" + port, NetPeer.client(port), () -> {});
  }

  static Partner datagrams() {
    int port = NetPeer.freePort();
    return new NetPartner("port=" + port, NetPeer.datagrams(port), () -> {});
  }

  static Partner httpServer() {
    int port = NetPeer.freePort();
    String location = "location=http://127.0.0.1:" + port + "/";
    return new NetPartner(location, NetPeer.http(port), () -> {});
  }

  static Partner uploadServer() {
    int port = NetPeer.freePort();
    String location = "location=http://127.0.0.1:" + port + "/";
    return new NetPartner(location, NetPeer.uploads(port), () -> {});
  }

  static Partner webSocketServer() {
    int port = NetPeer.freePort();
    return new NetPartner("uri=ws://127.0.0.1:" + port + "/", WebSocketPeer.server(port), () -> {});
  }

  static Partner webSocketClient() {
    int port = NetPeer.freePort();
    return new NetPartner("host=127.0.0.1 port=" + port, WebSocketPeer.client(port), () -> {});
  }

  static Partner nobody() {
    return new NetPartner("clients=127.0.0.1:" + NetPeer.freePort(), () -> {}, () -> {});
  }

  static Partner unixServer() {
    try {
      Path folder = Files.createTempDirectory("parallax-peer");
      Path path = folder.resolve("socket");
      return new NetPartner("path=" + path, NetPeer.server(path), () -> remove(path, folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A sink in this process, which gives twenty buffers to whoever comes, again and again. */
  static Partner ipcSink() {
    try {
      Path folder = Files.createTempDirectory("parallax-peer");
      Path path = folder.resolve("socket");
      return new NetPartner("path=" + path, new IpcPeer(path), () -> remove(path, folder));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path path, Path folder) {
    try {
      Files.deleteIfExists(path);
      Files.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** It has been there from the start, and goes on. */
  @Override
  public void serve(Pipeline pipeline, int buffers) {}

  @Override
  public void close() {
    try {
      peer.close();
    } catch (Exception e) {
      throw new IllegalStateException("peer can't be closed", e);
    } finally {
      folder.run();
    }
  }
}

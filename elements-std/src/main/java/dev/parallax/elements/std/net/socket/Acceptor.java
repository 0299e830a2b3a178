package dev.parallax.elements.std.net.socket;

import dev.parallax.runtime.element.Context;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One client at a time of a listening socket; others are turned away meanwhile. */
public final class Acceptor implements Opener {
  private static final long HANDSHAKE_NS = TimeUnit.SECONDS.toNanos(10);
  private static final int MOST_A_TURN = 256;
  private static final long PAUSE_NS = 100_000_000;

  private final Context context;
  private final Listener listener;
  private final Poller poller;
  private final @Nullable Tls tls;
  private @Nullable Wire wire; // in its handshake
  private long deadline = Long.MAX_VALUE;
  private long pausedUntil;
  private boolean paused;
  private boolean warned;

  /**
   * Takes over the listener.
   *
   * @param tls null: none
   */
  public Acceptor(Context context, Listener listener, Poller poller, @Nullable Tls tls) {
    this.context = context;
    this.listener = listener;
    this.poller = poller;
    this.tls = tls;
    poller.watch(listener.fd(), Poller.IN);
  }

  @Override
  public @Nullable Wire open() throws IOException {
    while (true) {
      Wire handshaking = wire;
      if (handshaking == null) {
        int fd = accept();
        if (fd < 0) {
          return null;
        }
        handshaking = begin(fd);
      }
      Wire made = greet(handshaking);
      if (made != null || wire != null) {
        return made;
      }
    }
  }

  private int accept() throws IOException {
    if (paused) {
      if (System.nanoTime() - pausedUntil < 0) {
        return Listener.NONE;
      }
      paused = false;
      deadline = Long.MAX_VALUE;
      poller.watch(listener.fd(), Poller.IN);
    }
    long before = listener.turnedAway();
    int fd = listener.accept();
    long more = listener.turnedAway() - before;
    if (more > 0) {
      context.countDropped(more);
    }
    if (more > 0 || listener.isStuck()) {
      warnOnce();
    }
    if (listener.isStuck()) {
      pause();
    }
    return fd;
  }

  private void warnOnce() {
    if (!warned) {
      warned = true;
      context.warn(
          "connections are turned away: no descriptors are left address="
              + where()
              + "; raise the limit (ulimit -n)");
    }
  }

  /** No descriptor is left, so the listener stays readable: do not look at it for a while. */
  private void pause() {
    paused = true;
    pausedUntil = System.nanoTime() + PAUSE_NS;
    deadline = pausedUntil;
    poller.forget(listener.fd());
  }

  private Wire begin(int fd) throws IOException {
    String peer = Sockets.peer(fd);
    Tls secure = tls;
    Wire made = secure == null ? new PlainWire(fd, peer) : secure.server(fd, peer);
    wire = made;
    deadline = System.nanoTime() + HANDSHAKE_NS;
    return made;
  }

  /** A client that can't shake hands is no failure of the server. */
  private @Nullable Wire greet(Wire handshaking) {
    try {
      if (handshaking.handshake()) {
        wire = null;
        listen();
        return handshaking;
      }
      if (System.nanoTime() - deadline < 0) {
        poller.forget(listener.fd()); // whoever waits behind this one would keep the poller awake
        poller.watch(handshaking.fd(), handshaking.wants());
        return null;
      }
      context.warn("TLS handshake takes too long address=" + handshaking.peer());
    } catch (IOException e) {
      context.warn(String.valueOf(e.getMessage()));
    }
    drop();
    listen();
    return null;
  }

  private void listen() {
    deadline = paused ? pausedUntil : Long.MAX_VALUE;
    if (!paused) {
      poller.watch(listener.fd(), Poller.IN);
    }
  }

  private void drop() {
    Wire handshaking = wire;
    wire = null;
    if (handshaking != null) {
      poller.forget(handshaking.fd());
      handshaking.close();
    }
  }

  @Override
  public void tend() {
    try {
      for (int i = 0; i < MOST_A_TURN; i++) {
        int fd = accept();
        if (fd < 0) {
          return;
        }
        context.countDropped(1);
        Sockets.close(fd);
      }
    } catch (IOException e) {
      context.warn(String.valueOf(e.getMessage()));
    }
  }

  @Override
  public long deadline() {
    return deadline;
  }

  @Override
  public boolean dials() {
    return false;
  }

  @Override
  public String where() {
    return listener.where();
  }

  @Override
  public void close() {
    drop();
    listener.close();
  }
}

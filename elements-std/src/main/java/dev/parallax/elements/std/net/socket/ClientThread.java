package dev.parallax.elements.std.net.socket;

import dev.parallax.nativeglue.linux.Epoll;
import dev.parallax.nativeglue.linux.Eventfd;
import dev.parallax.nativeglue.linux.LinuxException;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The thread of a {@link Broadcaster} that waits for clients. */
final class ClientThread implements AutoCloseable {
  private static final int BATCH = 64;
  private static final int MOST_ACCEPTS = 256;
  private static final int MOST_GREETING = 1024;
  private static final long PAUSE_NS = 100_000_000;
  private static final long GREETING_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long TICK_MS = 100;

  private final Broadcaster owner;
  private final Listener listener;
  private final @Nullable Tls tls;
  private final Conversation.Factory factory;
  private final int epoll = Epoll.epollCreate1(Epoll.EPOLL_CLOEXEC);
  private final int bell = Eventfd.eventfd(0, Eventfd.EFD_CLOEXEC | Eventfd.EFD_NONBLOCK);
  private final Arena arena = Arena.ofShared();
  private final MemorySegment events = arena.allocate((long) BATCH * Epoll.EVENT_BYTES, Long.BYTES);
  private final MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1);
  private final MemorySegment counter = arena.allocate(ValueLayout.JAVA_LONG);

  /** By descriptor. Those that are no longer here are closed. */
  private final Map<Integer, Client> clients = new HashMap<>();

  private final List<Client> greeting = new ArrayList<>();

  /** Those of whom something waits that no descriptor tells of. */
  private final Set<Client> unheard = new LinkedHashSet<>();

  private long pausedUntil;
  private volatile boolean stopping;
  private @Nullable Thread thread;

  ClientThread(
      Broadcaster owner, Listener listener, @Nullable Tls tls, Conversation.Factory factory) {
    this.owner = owner;
    this.listener = listener;
    this.tls = tls;
    this.factory = factory;
    Epoll.epollCtl(epoll, Epoll.EPOLL_CTL_ADD, bell, Epoll.EPOLLIN, bell);
    Epoll.epollCtl(epoll, Epoll.EPOLL_CTL_ADD, listener.fd(), Epoll.EPOLLIN, listener.fd());
  }

  void start(String name) {
    Thread made = Thread.ofPlatform().daemon().name(name).unstarted(this::run);
    thread = made;
    made.start();
  }

  private void run() {
    try {
      while (!stopping) {
        int n = Epoll.epollWait(epoll, events, BATCH, timeoutMs());
        owner.lock().lock();
        try {
          if (!stopping) {
            turn(Math.max(0, n));
          }
        } finally {
          owner.lock().unlock();
        }
      }
    } catch (IOException | LinuxException e) {
      owner.context().warn("no more clients are served: " + e.getMessage());
    }
  }

  /** Ticks only while somebody has a time limit to keep. */
  private int timeoutMs() {
    if (!unheard.isEmpty()) {
      return 0;
    }
    owner.lock().lock();
    try {
      boolean limits = pausedUntil != 0 || !greeting.isEmpty();
      for (Client client : owner.clientsJoined()) {
        limits |= client.wantsOut();
      }
      return limits ? (int) TICK_MS : -1;
    } finally {
      owner.lock().unlock();
    }
  }

  private void turn(int n) throws IOException {
    long now = System.nanoTime();
    List<Client> rest = List.copyOf(unheard);
    unheard.clear();
    for (int i = 0; i < n; i++) {
      int fd = (int) Epoll.data(events, i);
      if (fd == bell) {
        Unistd.read(bell, counter, 0, Long.BYTES);
      } else if (fd == listener.fd()) {
        accept(now);
      } else {
        Client client = clients.get(fd); // null: gone within this batch
        if (client != null) {
          serve(client, Epoll.events(events, i), now);
        }
      }
    }
    for (Client client : rest) {
      if (client == clients.get(client.wire().fd())) {
        serve(client, Epoll.EPOLLIN, now);
      }
    }
    checkTimes(now);
  }

  // ---- coming

  private void accept(long now) throws IOException {
    long before = listener.turnedAway();
    for (int i = 0; i < MOST_ACCEPTS; i++) {
      int fd = listener.accept();
      if (fd < 0) {
        break;
      }
      if (clients.size() >= owner.settings().maxClients() || greeting.size() >= MOST_GREETING) {
        refuse(fd);
      } else {
        welcome(fd, now);
      }
    }
    long more = listener.turnedAway() - before;
    if (more > 0 || listener.isStuck()) {
      owner.countRefused(more);
      owner.warn(
          "clients are turned away: no descriptors are left address="
              + listener.where()
              + "; raise the limit (ulimit -n)");
    }
    if (listener.isStuck()) {
      // It stays readable: do not look at it for a while.
      pausedUntil = now + PAUSE_NS;
      Epoll.epollCtl(epoll, Epoll.EPOLL_CTL_MOD, listener.fd(), 0, listener.fd());
    }
  }

  private void refuse(int fd) {
    owner.countRefused(1);
    PlainWire wire = new PlainWire(fd, "");
    byte[] words = factory.refusal();
    try (wire;
        Arena a = Arena.ofConfined()) {
      if (words.length > 0 && tls == null) {
        wire.write(a.allocateFrom(ValueLayout.JAVA_BYTE, words), 0, words.length);
        wire.finish();
      }
    } catch (IOException | LinuxException e) {
      return; // it has gone already
    }
  }

  private void welcome(int fd, long now) {
    Client client = null;
    try {
      String peer = Sockets.peer(fd);
      Tls secure = tls;
      Wire wire = secure == null ? new PlainWire(fd, peer) : secure.server(fd, peer);
      client = new Client(wire, factory.begin(wire), now);
      Epoll.epollCtl(epoll, Epoll.EPOLL_CTL_ADD, fd, Epoll.EPOLLIN, fd);
      client.watched(Epoll.EPOLLIN);
      clients.put(fd, client);
      greeting.add(client);
    } catch (IOException | LinuxException e) {
      if (client == null) {
        Sockets.close(fd);
      } else {
        client.conversation().close();
        client.wire().close();
      }
      owner.warn("client is not accepted: " + e.getMessage());
      return;
    }
    serve(client, Epoll.EPOLLIN, now);
  }

  private void serve(Client client, int what, long now) {
    try {
      if (!client.isJoined()) {
        if (!client.conversation().greet()) {
          watch(client, client.wire().wants());
          return;
        }
        greeting.remove(client);
        watch(client, Epoll.EPOLLIN);
        owner.join(client, now);
      }
      if ((what & ~Epoll.EPOLLOUT) != 0 && !client.conversation().listen()) {
        owner.left(client);
        return;
      }
      if (client.conversation().hasMore()) {
        unheard.add(client);
      }
      wantOut(client, !client.catchUp(owner.ring(), now));
      owner.progressed();
    } catch (IOException e) {
      if (!client.isJoined()) {
        owner.warn("client is not accepted: " + e.getMessage());
      }
      owner.left(client);
    }
  }

  // ---- staying and going; with the lock

  /** Whether to look when the client has room. */
  void wantOut(Client client, boolean wanted) {
    if (client.wantsOut() != wanted) {
      client.wantsOut(wanted);
      client.begin(System.nanoTime());
      watch(client, Epoll.EPOLLIN | (wanted ? Epoll.EPOLLOUT : 0));
      if (wanted && Thread.currentThread() != thread) {
        wake(); // it has a time limit to keep from now on
      }
    }
  }

  private void watch(Client client, int mask) {
    if (client.watched() != mask) {
      client.watched(mask);
      int fd = client.wire().fd();
      Epoll.epollCtl(epoll, Epoll.EPOLL_CTL_MOD, fd, mask, fd);
    }
  }

  void forget(Client client) {
    if (clients.remove(client.wire().fd(), client)) {
      greeting.remove(client);
      unheard.remove(client);
      client.conversation().close();
      client.wire().close(); // which takes it out of the epoll set
    }
  }

  private void checkTimes(long now) {
    if (pausedUntil != 0 && now - pausedUntil >= 0) {
      pausedUntil = 0;
      Epoll.epollCtl(epoll, Epoll.EPOLL_CTL_MOD, listener.fd(), Epoll.EPOLLIN, listener.fd());
    }
    for (Iterator<Client> i = List.copyOf(greeting).iterator(); i.hasNext(); ) {
      Client client = i.next();
      if (now - client.since() > GREETING_NS) {
        owner.remove(client, "client does not shake hands, and is disconnected");
      }
    }
    long limit = owner.settings().timeoutNs();
    if (limit > 0) {
      for (Client client : List.copyOf(owner.clientsJoined())) {
        if (client.wantsOut() && now - client.since() > limit) {
          owner.countDisconnected();
          owner.remove(client, "client takes nothing, and is disconnected");
        }
      }
    }
  }

  /** Any thread, before {@link #close}. */
  void wake() {
    Unistd.write(bell, one, 0, Long.BYTES);
  }

  @Override
  public void close() {
    if (stopping) {
      return;
    }
    stopping = true;
    wake();
    join();
    for (Client client : List.copyOf(clients.values())) {
      forget(client);
    }
    listener.close();
    Sockets.close(epoll);
    Sockets.close(bell);
    arena.close();
  }

  private void join() {
    boolean interrupted = false;
    Thread t = thread;
    while (t != null && t.isAlive()) {
      try {
        t.join();
      } catch (InterruptedException e) {
        interrupted = true; // half an end would leave descriptors behind
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

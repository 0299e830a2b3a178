package dev.parallax.elements.std.ipc;

import dev.parallax.elements.std.net.socket.Listener;
import dev.parallax.elements.std.net.socket.Sockets;
import dev.parallax.nativeglue.linux.Eventfd;
import dev.parallax.nativeglue.linux.Poll;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * A thread that greets the readers of a sink: accepts connections, asks what they want, hands the
 * links over, and notices when a reader is gone. So the sink's own thread never waits for somebody
 * who does not talk. All that a reader may cost before it has a link is bounded: {@value
 * #MAX_GUESTS} at a time, one message each, {@value #PATIENCE_MS} ms; who waits for the format may
 * wait longer, but nobody keeps others out: when there is no room, who has waited longest has to
 * go, and a source comes again.
 */
final class Greeter implements AutoCloseable {
  private static final int MAX_GUESTS = 32;
  private static final long PATIENCE_MS = 5000;
  private static final int MOST_AT_ONCE = 16;
  private static final int STUCK_MS = 100;
  private static final int FIRST = 2;

  private final Listener listener;
  private final Settings settings;
  private final Runnable news;
  private final int wakeFd = Eventfd.eventfd(0, Eventfd.EFD_CLOEXEC | Eventfd.EFD_NONBLOCK);
  private final Arena arena = Arena.ofShared();
  private final MemorySegment counter = arena.allocate(Long.BYTES, 8);
  private final MemorySegment one = arena.allocateFrom(ValueLayout.JAVA_LONG, 1L);
  private final MemorySegment polls =
      arena.allocate((FIRST + MAX_GUESTS + Reader.MAX_READERS) * (long) Poll.POLLFD_BYTES, 8);
  private final Thread thread;

  private final List<Guest> guests = new ArrayList<>();
  private final List<Reader> readers = new ArrayList<>();
  private final ConcurrentLinkedQueue<Reader> arrived = new ConcurrentLinkedQueue<>();
  private volatile byte @Nullable [] format;
  private volatile boolean ended;
  private volatile boolean resting;
  private volatile @Nullable Throwable failure;
  private volatile long refused;
  private long links;

  /**
   * Who may come.
   *
   * @param name of the sink, for messages
   * @param users whose programs
   * @param maxReaders at a time
   * @param leases buffers that a reader may have
   */
  record Settings(String name, Users users, int maxReaders, int leases) {}

  /**
   * @param listener the greeter's from now on
   * @param news run by its thread when somebody has come or gone
   */
  Greeter(Listener listener, Settings settings, Runnable news) {
    this.listener = listener;
    this.settings = settings;
    this.news = news;
    thread =
        Thread.ofPlatform()
            .daemon(true)
            .name("parallax-ipc-" + settings.name())
            .unstarted(this::run);
    thread.start();
  }

  // ---- the sink's thread

  /** A reader that has come since; null when there is none. */
  @Nullable Reader take() {
    return arrived.poll();
  }

  /** Whether somebody has come. */
  boolean hasArrived() {
    return !arrived.isEmpty();
  }

  /** Tells the format to those who ask. Bytes of a {@code StreamCodec}. */
  void format(byte[] now) {
    format = now;
    wake();
  }

  /** Whether nobody is let in for now: who comes waits, for the stream after this one. */
  void rest(boolean now) {
    if (resting != now) {
      resting = now;
      wake();
    }
  }

  /** A reader is done with: its socket is closed soon. */
  void forget(Reader reader) {
    reader.forgotten = true;
    wake();
  }

  /** Programs turned away so far. Any thread. */
  long refused() {
    return refused + listener.turnedAway();
  }

  /** What has ended the thread, or null. */
  @Nullable Throwable failure() {
    return failure;
  }

  private void wake() {
    long unused = Unistd.write(wakeFd, one, 0, Long.BYTES);
  }

  /** Ends the thread and closes all sockets; the links are the sink's. */
  @Override
  public void close() {
    ended = true;
    wake();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    listener.close();
    guests.forEach(Guest::close);
    readers.forEach(reader -> reader.socket().close());
    Sockets.close(wakeFd);
    arena.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  // ---- its own thread

  private void run() {
    try {
      while (!ended) {
        turn();
      }
    } catch (Throwable t) {
      failure = t;
      news.run();
    }
  }

  private void turn() throws IOException {
    List<Guest> asked = List.copyOf(guests);
    List<Reader> watched = List.copyOf(readers); // who becomes one meanwhile was not polled
    int count = watch();
    Poll.poll(polls, count, listener.isStuck() ? STUCK_MS : timeout());
    if (Poll.revents(polls, 0) != 0) {
      long unused = Unistd.read(wakeFd, counter, 0, Long.BYTES);
    }
    int at = FIRST;
    for (Guest guest : asked) {
      if (Poll.revents(polls, at++) != 0 || guest.awaitsFormat() && format != null) {
        serve(guest);
      }
    }
    for (Reader reader : watched) {
      look(reader, Poll.revents(polls, at++));
    }
    sendAway();
    if (!resting && (Poll.revents(polls, 1) != 0 || listener.isStuck())) {
      accept();
    }
  }

  private int watch() {
    int at = 0;
    Poll.set(polls, at++, wakeFd, Poll.POLLIN);
    Poll.set(polls, at++, resting ? -1 : listener.fd(), Poll.POLLIN);
    for (Guest guest : guests) {
      Poll.set(polls, at++, guest.socket().fd(), Poll.POLLIN);
    }
    for (Reader reader : readers) {
      Poll.set(polls, at++, reader.gone() == null ? reader.socket().fd() : -1, Poll.POLLIN);
    }
    return at;
  }

  /** Until the patience with somebody ends. */
  private int timeout() {
    long now = System.nanoTime();
    return (int)
        guests.stream()
            .filter(guest -> !guest.awaitsFormat())
            .mapToLong(guest -> Math.max(0, (guest.deadlineNs() - now) / 1_000_000) + 1)
            .min()
            .orElse(-1);
  }

  /** A reader says nothing any more: whatever comes is its end. */
  private void look(Reader reader, short events) {
    if (reader.forgotten) {
      readers.remove(reader);
      reader.socket().close();
    } else if (events != 0 && reader.gone() == null) {
      boolean hungUp = (events & (Poll.POLLHUP | Poll.POLLERR)) != 0;
      reader.gone(hungUp ? "it has ended" : "it talks when it should not");
      news.run();
    }
  }

  private void sendAway() {
    long now = System.nanoTime();
    for (Guest guest : List.copyOf(guests)) {
      if (resting || !guest.awaitsFormat() && guest.deadlineNs() - now <= 0) {
        leave(guest);
      }
    }
  }

  private void leave(Guest guest) {
    guests.remove(guest);
    guest.close();
  }

  private void accept() throws IOException {
    for (int i = 0; i < MOST_AT_ONCE; i++) {
      int fd = listener.accept();
      if (fd == Listener.NONE) {
        return;
      }
      greet(new Guest(new IpcSocket(fd), System.nanoTime() + PATIENCE_MS * 1_000_000));
    }
  }

  private void greet(Guest guest) {
    try {
      long uid = guest.socket().peerUid();
      if (!settings.users().allow(uid)) {
        refuse(guest, "this user may not read it uid=" + uid + "; name it in allow-uids");
      } else if (guests.size() == MAX_GUESTS && !makeRoom()) {
        refuse(guest, "too many programs connect at once max=" + MAX_GUESTS);
      } else {
        guests.add(guest);
      }
    } catch (IOException | RuntimeException e) {
      leave(guest); // it is gone already
    }
  }

  /** False when all are about to become readers. */
  private boolean makeRoom() {
    for (Guest guest : guests) {
      if (!guest.hasLink()) {
        refused++;
        leave(guest);
        return true;
      }
    }
    return false;
  }

  private void refuse(Guest guest, String why) throws IOException {
    refused++;
    guest.refuse(why);
    leave(guest);
  }

  private void serve(Guest guest) {
    try {
      switch (guest.next(format)) {
        case WAIT -> {}
        case LINK -> link(guest);
        case READY -> {
          guests.remove(guest);
          Reader reader = guest.reader(settings.name());
          readers.add(reader);
          arrived.add(reader);
          news.run();
        }
        case OVER -> leave(guest);
      }
    } catch (IOException | RuntimeException e) {
      leave(guest); // whatever it did wrong, it hurts nobody else
      refused++;
    }
  }

  private void link(Guest guest) throws IOException {
    long coming = guests.stream().filter(Guest::hasLink).count();
    long taken = coming + readers.stream().filter(reader -> reader.gone() == null).count();
    // Those who are gone count until the sink has looked, which a sink that waits does not.
    if (taken >= settings.maxReaders() || coming + readers.size() >= Reader.MAX_READERS) {
      refuse(guest, "it has as many readers as it may max-readers=" + settings.maxReaders());
    } else {
      guest.sendLink(++links, settings.leases());
    }
  }
}

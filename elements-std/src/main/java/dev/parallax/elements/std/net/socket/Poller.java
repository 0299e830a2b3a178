package dev.parallax.elements.std.net.socket;

import dev.parallax.nativeglue.linux.Epoll;
import java.util.Arrays;

/**
 * A few descriptors behind one that is readable when any of them is ready for what it is watched
 * for: so an element waits for all with {@code Context.againWhenReadable}. One thread.
 */
public final class Poller implements AutoCloseable {
  /** Wait for input. */
  public static final int IN = Epoll.EPOLLIN;

  /** Wait for room to write. */
  public static final int OUT = Epoll.EPOLLOUT;

  private final int fd = Epoll.epollCreate1(Epoll.EPOLL_CLOEXEC);
  private int[] fds = new int[4];
  private int[] masks = new int[4];
  private int count;
  private boolean closed;

  /** The one to wait for. */
  public int fd() {
    return fd;
  }

  /** Watches a descriptor; no call if it is watched so already. */
  public void watch(int watched, int events) {
    for (int i = 0; i < count; i++) {
      if (fds[i] == watched) {
        if (masks[i] != events) {
          Epoll.epollCtl(fd, Epoll.EPOLL_CTL_MOD, watched, events, watched);
          masks[i] = events;
        }
        return;
      }
    }
    if (count == fds.length) {
      fds = Arrays.copyOf(fds, 2 * count);
      masks = Arrays.copyOf(masks, 2 * count);
    }
    Epoll.epollCtl(fd, Epoll.EPOLL_CTL_ADD, watched, events, watched);
    fds[count] = watched;
    masks[count++] = events;
  }

  /** Forgets a descriptor; call it before closing that. */
  public void forget(int watched) {
    for (int i = 0; i < count; i++) {
      if (fds[i] == watched) {
        Epoll.epollCtl(fd, Epoll.EPOLL_CTL_DEL, watched, 0, 0);
        fds[i] = fds[--count];
        masks[i] = masks[count];
        return;
      }
    }
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      Sockets.close(fd);
    }
  }
}

package dev.parallax.runtime.element;

import dev.parallax.model.format.Format;
import dev.parallax.model.format.VideoFormat;
import org.jspecify.annotations.Nullable;

/**
 * Where a one-to-many element puts its output. Only the element's own thread.
 *
 * <p>What sends gives {@link Flow#EOS} when nobody downstream wants more: a source may stop then,
 * others may leave out work. Times are nanoseconds. When the pipeline stops meanwhile, a call that
 * waits ends with an {@link Error} that is none of the element's: let it pass, and don't catch
 * {@code Throwable}.
 *
 * @param <V> view of the port
 */
public interface Emitter<V extends View> {
  /** A writable view on a free slot; waits for one. Send or close it. */
  V acquire();

  /**
   * As {@link #acquire()}, with room for at least {@code minBytes}. A size above the port's slots
   * moves the port to a new arena (counted).
   *
   * @throws IllegalArgumentException when that is more than {@link Setup#outputBytes} said, or than
   *     256 MiB where it said nothing
   */
  V acquire(long minBytes);

  /**
   * Sends an acquired view with its times as they are set on it. The view ends here, whatever
   * happens.
   */
  Flow send(V view);

  /** Sends an acquired view with these times, nanoseconds. */
  default Flow send(V view, long pts, long duration) {
    view.pts(pts);
    view.duration(duration);
    return send(view);
  }

  /**
   * Sends the same bytes on, without a copy, with the times and metadata of {@code in}, which stays
   * the caller's: one that was retained is still to be closed.
   */
  Flow forward(View in);

  /** Sends a part of the bytes on, without a copy. */
  Flow forward(View in, long offset, long length);

  /** Sends a part of the bytes on, without a copy, with other times. */
  Flow forward(View in, long offset, long length, long pts, long duration);

  /**
   * A view on the same bytes, without a copy, for sending them on with other times, flags or
   * metadata: those may be set, the bytes not. Send or close it.
   */
  default V share(View in) {
    return share(in, 0, in.size());
  }

  /** As {@link #share(View)}, of a part of the bytes. */
  V share(View in, long offset, long length);

  /**
   * The buffer that came, as a writable view of this port with its times, flags and metadata: for
   * elements that put their result in the place of what they read. {@code in}, the argument of the
   * call, ends here. Send or close the view, and don't return {@link Flow#AGAIN} afterwards: what
   * was to be processed again is gone.
   *
   * <p>Null, and {@code in} lives on, when the buffer may not be written, because somebody else
   * holds it or another process makes it; when this port's pictures lie otherwise in their buffers;
   * and when {@code in} is not an argument of a method that has emitters for arguments. Then {@link
   * #acquire}.
   */
  default @Nullable V reuse(View in) {
    return null;
  }

  /**
   * Announces the format of what follows; call it before the first {@link #acquire} when caps say
   * FromStream.
   */
  void format(Format format);

  /**
   * Whether everybody downstream could take {@code format} if it were announced now. A decoder that
   * can give a picture in several formats announces the first that is accepted. Nothing changes by
   * asking. What is not linked accepts everything.
   */
  default boolean accepts(Format format) {
    return true;
  }

  /**
   * The format nearest to {@code wanted} that downstream leaves open: a caps filter or the next
   * element may have settled the size or the frame rate, of which FromStream says that this element
   * announces them. The other fields are those of {@code wanted}. Nothing changes by asking.
   */
  default VideoFormat nearest(VideoFormat wanted) {
    return wanted;
  }

  /** Says that nothing comes between {@code pts} and {@code pts + duration}. */
  void gap(long pts, long duration);

  /** Sends an event, in order with the buffers. */
  void event(Event event);

  /** Whether anything is linked; what is sent otherwise is dropped and counted. */
  boolean linked();
}

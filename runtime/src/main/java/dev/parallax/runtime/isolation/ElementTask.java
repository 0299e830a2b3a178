package dev.parallax.runtime.isolation;

import dev.parallax.runtime.element.NetworkSandbox;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Runs elements in a child, each on a thread of its own. Its first byte is their number, and a
 * message with an {@link ElementStart} follows for each. It is over when all have ended, or when
 * one fails: they have one fate.
 */
final class ElementTask implements ChildTask {
  /** What a message asks for, with the element's number: its {@code @Unblock}. */
  static final byte UNBLOCK = 1;

  /** What a message asks for, with the element's number: its end. */
  static final byte LEAVE = 2;

  /** Most elements: a child gets no more descriptors than {@link ElementSandbox#MAX_FDS}. */
  static final int MOST = 20;

  static final int PORTS = 256;

  private final List<ServedElement> elements = new ArrayList<>();
  private final BlockingQueue<ServedElement> over = new LinkedBlockingQueue<>();

  @Override
  public void prepare(ChildContext context) throws ClassNotFoundException {
    if (NetworkSandbox.here()) {
      Prewarm.network();
    }
    int count = context.init()[0];
    for (int i = 0; i < count; i++) {
      byte[] start =
          context.receive().orElseThrow(() -> new IllegalStateException("host named no element"));
      elements.add(ServedElement.of(context, i * ServedElement.FDS, ElementStart.decode(start)));
    }
  }

  @Override
  public void run(ChildContext context) throws InterruptedException {
    // Not before: the message that lets this task run is not one of its own.
    Thread.ofPlatform().daemon().name("parallax-control").start(() -> listen(context));
    for (ServedElement each : elements) {
      Thread.ofPlatform().daemon().name("parallax-" + each.name()).start(() -> serve(each));
    }
    for (int left = elements.size(); left > 0; left--) {
      ServedElement ended = over.take();
      Throwable failure = ended.failure();
      if (failure != null) {
        throw new IllegalStateException(ended.name() + ": " + failure, failure);
      }
    }
  }

  private void serve(ServedElement element) {
    element.run();
    over.add(element);
  }

  private void listen(ChildContext context) {
    for (Optional<byte[]> message = context.receive();
        message.isPresent();
        message = context.receive()) {
      byte[] said = message.get();
      ServedElement element = elements.get(said[1]);
      if (said[0] == UNBLOCK) {
        element.unblock();
      } else if (said[0] == LEAVE) {
        element.end();
      }
    }
    elements.forEach(ServedElement::end);
  }
}

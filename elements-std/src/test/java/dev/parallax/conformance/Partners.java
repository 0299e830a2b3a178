package dev.parallax.conformance;

import dev.parallax.elements.std.app.AppSinkElement;
import dev.parallax.elements.std.app.AppSrcElement;
import dev.parallax.model.descriptor.ElementDescriptor;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The partners of elements that need one, by the element's name. An element whose klass says
 * Network must have an entry here.
 */
final class Partners {
  private static final Map<String, Supplier<Partner>> ALL =
      Map.ofEntries(
          Map.entry("appsrc", () -> Partners::push),
          Map.entry("appsink", () -> Partners::pull),
          Map.entry("tcpclientsrc", NetPartner::tcpServer),
          Map.entry("tcpclientsink", NetPartner::tcpServer),
          Map.entry("tcpserversrc", NetPartner::tcpClient),
          Map.entry("tcpserversink", NetPartner::tcpClient),
          Map.entry("udpsrc", NetPartner::datagrams),
          Map.entry("udpsink", NetPartner::datagrams),
          Map.entry("multiudpsink", NetPartner::nobody),
          Map.entry("unixsrc", NetPartner::unixServer),
          Map.entry("unixsink", NetPartner::unixServer),
          Map.entry("httpsrc", NetPartner::httpServer),
          Map.entry("httpsink", NetPartner::uploadServer),
          Map.entry("websocketclientsrc", NetPartner::webSocketServer),
          Map.entry("websocketclientsink", NetPartner::webSocketServer),
          Map.entry("websocketserversrc", NetPartner::webSocketClient),
          Map.entry("websocketserversink", NetPartner::webSocketClient),
          Map.entry("ipcsrc", NetPartner::ipcSink));

  private Partners() {}

  static Optional<Partner> of(ElementDescriptor element) {
    Supplier<Partner> partner = ALL.get(element.name());
    if (partner == null && element.klass().contains("Network")) {
      throw new AssertionError(
          "element needs a partner element=" + element.name() + "; add one to Partners.ALL");
    }
    return Optional.ofNullable(partner).map(Supplier::get);
  }

  static boolean has(ElementDescriptor element) {
    return ALL.containsKey(element.name());
  }

  private static void push(dev.parallax.runtime.pipeline.Pipeline pipeline, int buffers)
      throws InterruptedException {
    AppSrcElement.Control src = pipeline.find("x", AppSrcElement.Control.class);
    for (int i = 0; i < buffers; i++) {
      if (!src.push(new byte[100], i, 1)) {
        throw new IllegalStateException("appsrc refused buffer=" + i);
      }
    }
    src.endOfStream();
  }

  private static void pull(dev.parallax.runtime.pipeline.Pipeline pipeline, int buffers)
      throws InterruptedException {
    AppSinkElement.Control sink = pipeline.find("x", AppSinkElement.Control.class);
    while (sink.pull(-1) != null) {
      // all of it
    }
  }
}

package dev.parallax.elements.std.net;

import dev.parallax.elements.std.net.socket.Endpoint;
import dev.parallax.elements.std.net.socket.Resolving;
import dev.parallax.runtime.isolation.NetworkPlace;
import dev.parallax.runtime.isolation.NetworkPlace.Transport;
import dev.parallax.runtime.isolation.NetworkPlace.Use;
import dev.parallax.runtime.isolation.NetworkUse;
import dev.parallax.runtime.isolation.SandboxProfile;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the elements of this package go, for those of them that run in sandboxes. */
public final class StandardNetworkUse implements NetworkUse {
  private static final Set<String> ELEMENTS =
      Set.of(
          "tcpclientsrc",
          "tcpclientsink",
          "tcpserversrc",
          "tcpserversink",
          "udpsrc",
          "udpsink",
          "multiudpsink",
          "httpsrc",
          "httpsink",
          "websocketclientsrc",
          "websocketclientsink",
          "websocketserversrc",
          "websocketserversink");

  @Override
  public Set<String> elements() {
    return ELEMENTS;
  }

  @Override
  public SandboxProfile.WithNetwork of(
      String element, Function<String, @Nullable Object> property) {
    Needs needs = new Needs(property);
    try {
      switch (element) {
        case "tcpclientsrc", "tcpclientsink" ->
            needs.add(Use.CONNECT, Transport.TCP, needs.text("host"), needs.number("port"));
        case "tcpserversrc", "tcpserversink", "websocketserversrc", "websocketserversink" ->
            needs.add(Use.LISTEN, Transport.TCP, needs.text("host"), needs.number("port"));
        case "udpsrc" ->
            needs.add(Use.LISTEN, Transport.UDP, needs.text("address"), needs.number("port"));
        case "udpsink" -> {
          needs.add(Use.CONNECT, Transport.UDP, needs.text("host"), needs.number("port"));
          needs.datagrams();
        }
        case "multiudpsink" -> needs.datagrams();
        case "httpsrc", "httpsink" ->
            needs.url(needs.text("proxy").isBlank() ? "location" : "proxy", "http");
        case "websocketclientsrc", "websocketclientsink" -> needs.url("uri", "ws");
        default -> throw new IllegalArgumentException("not of this library element=" + element);
      }
    } catch (IOException e) {
      // A property that makes no sense: the element says so when it starts, better than here.
      return needs.profile();
    }
    return needs.profile();
  }

  /** What the properties of one element lead to. */
  private static final class Needs {
    private final Function<String, @Nullable Object> property;
    private final List<NetworkPlace> places = new ArrayList<>();
    private final Map<String, List<InetAddress>> names = new LinkedHashMap<>();

    Needs(Function<String, @Nullable Object> property) {
      this.property = property;
    }

    String text(String name) {
      Object value = property.apply(name);
      return value == null ? "" : value.toString();
    }

    int number(String name) {
      return property.apply(name) instanceof Number value ? value.intValue() : 0;
    }

    void url(String name, String plain) throws IOException {
      HttpUrl url = HttpUrl.parse(name, text(name), plain);
      add(Use.CONNECT, Transport.TCP, url.host(), url.port());
    }

    /** More clients, and the own address if it is chosen. */
    void datagrams() throws IOException {
      for (Endpoint.Inet client : DatagramSender.parse(text("clients"))) {
        add(Use.CONNECT, Transport.UDP, client.host(), client.port());
      }
      if (number("bind-port") != 0 || !text("bind-address").isEmpty()) {
        String own = text("bind-address");
        add(Use.LISTEN, Transport.UDP, own.isEmpty() ? "0.0.0.0" : own, number("bind-port"));
        if (own.isEmpty()) {
          add(Use.LISTEN, Transport.UDP, "::", number("bind-port"));
        }
      }
    }

    void add(Use use, Transport transport, String host, int port) {
      List<InetAddress> all;
      try {
        all = Resolving.all(host, () -> Thread.currentThread().isInterrupted());
      } catch (IOException e) {
        return; // the element will not find it either, and say so
      }
      names.put(host, all);
      for (InetAddress each : all) {
        places.add(new NetworkPlace(use, transport, each, port));
      }
    }

    SandboxProfile.WithNetwork profile() {
      List<Path> files = new ArrayList<>();
      for (String store : List.of("tls-trust-store", "tls-key-store")) {
        String file = text(store);
        if (!file.isEmpty() && Files.isRegularFile(Path.of(file))) {
          files.add(Path.of(file));
        }
      }
      return new SandboxProfile.WithNetwork(places, names, files);
    }
  }
}

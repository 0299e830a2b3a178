package dev.parallax.runtime.remote;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.format.Format;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.spi.BufferSource;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.OutputPads;
import dev.parallax.runtime.spi.PadHost;
import java.lang.foreign.MemorySegment;

/** What pads ask of the executor, asked of the host. */
final class ServerPads implements PadHost {
  private final AdapterServer server;

  ServerPads(AdapterServer server) {
    this.server = server;
  }

  private MemorySegment bytes(Format format) {
    return EventCodec.write(server.packer().clear(), format).written();
  }

  @Override
  public BufferSource bufferSource(OutputPad<?> pad) {
    return server.calls().output(server.portOf(pad));
  }

  @Override
  public void announce(OutputPad<?> pad, Format format) {
    int port = server.portOf(pad);
    AdapterServer.Answer given = server.ask(Call.ANNOUNCE, port, 0, 0, 0, bytes(format));
    if (given.first() == 0) {
      Exception refusal = RemoteFailure.read(given.unpack());
      if (refusal instanceof ParallaxException e) {
        throw e;
      }
      throw new IllegalStateException(refusal.getMessage(), refusal);
    }
    server.calls().format(port, format);
  }

  @Override
  public boolean accepts(OutputPad<?> pad, Format format) {
    return server.ask(Call.ACCEPTS, server.portOf(pad), 0, 0, 0, bytes(format)).first() != 0;
  }

  @Override
  public VideoFormat nearest(OutputPad<?> pad, VideoFormat wanted) {
    AdapterServer.Answer given =
        server.ask(Call.NEAREST, server.portOf(pad), 0, 0, 0, bytes(wanted));
    return (VideoFormat) EventCodec.readFormat(given.unpack());
  }

  @Override
  public <V extends View> OutputPad<V> open(OutputPads<V> pads, String id, Format format) {
    Packer asked = EventCodec.write(server.packer().clear().text(id), format);
    AdapterServer.Answer given =
        server.ask(Call.OPEN, server.calls().indexOf(pads), 0, 0, 0, asked.written());
    OutputPad<V> pad = pads.add(given.unpack().text());
    server.calls().opened(pad, given.second() != 0, format);
    return pad;
  }

  @Override
  public void complete(OutputPads<?> pads) {
    server.tell(Call.COMPLETE, server.calls().indexOf(pads), 0, 0, null);
  }

  @Override
  public boolean awaitAgain() {
    ServerContext context = server.calls().context();
    return server.ask(Call.AWAIT, Call.NO_PORT, context.takeHow(), context.time(), 0, null).first()
        != 0;
  }
}

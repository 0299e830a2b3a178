package dev.parallax.runtime.remote;

import dev.parallax.annotations.Sync;
import dev.parallax.memory.Buffer;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.spi.ElementAdapter;
import dev.parallax.runtime.spi.InputPad;
import dev.parallax.runtime.spi.InputPads;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.OutputPads;
import dev.parallax.runtime.spi.PropertyRef;
import dev.parallax.runtime.spi.SetupValues;
import dev.parallax.runtime.spi.StoppedException;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does what the host calls: drives the element's adapter as an executor does. */
final class ServerCalls {
  private final AdapterServer server;
  private final ElementAdapter adapter;
  private final ElementDescriptor descriptor;
  private final List<InputPad<?>> inputs = new ArrayList<>();
  private final List<ServerOutput> outputs = new ArrayList<>();
  private final List<@Nullable Buffer> heads = new ArrayList<>();
  private final List<Boolean> held = new ArrayList<>();
  private @Nullable ServerContext context;

  /** Whether buffers are given up: the host did, or the one before was the last. */
  private boolean skips;

  private boolean stopped;
  private boolean started;

  ServerCalls(AdapterServer server, ElementAdapter adapter, ElementDescriptor descriptor) {
    this.server = server;
    this.adapter = adapter;
    this.descriptor = descriptor;
  }

  boolean isStopped() {
    return stopped;
  }

  ServerContext context() {
    ServerContext c = context;
    if (c == null) {
      throw new PeerFault("element is not started");
    }
    return c;
  }

  // ---- ports

  InputPad<?> input(int port) {
    if (port >= inputs.size()) {
      throw new PeerFault("no such input: port=" + port);
    }
    return inputs.get(port);
  }

  ServerOutput output(int port) {
    if (port >= outputs.size()) {
      throw new PeerFault("no such output: port=" + port);
    }
    return outputs.get(port);
  }

  int portOf(OutputPad<?> pad) {
    for (int i = 0; i < outputs.size(); i++) {
      if (outputs.get(i).pad() == pad) {
        return i;
      }
    }
    throw new IllegalStateException("port is not part of the pipeline port=" + pad.name());
  }

  int indexOf(OutputPads<?> pads) {
    return adapter.outputTemplates().indexOf(pads);
  }

  void opened(OutputPad<?> pad, boolean linked, Format format) {
    outputs.add(new ServerOutput(server, outputs.size(), pad, linked));
    format(outputs.size() - 1, format);
  }

  void format(int port, Format format) {
    ServerOutput output = output(port);
    if (!format.equals(output.pad().fixedFormat())) {
      output.pad().fixFormat(format);
      output.forgetPool();
    }
  }

  // ---- calls

  void run(WaitingCall call) {
    switch (call.kind()) {
      case Call.INPUT_FORMAT -> input(call.port()).format(EventCodec.readFormat(call.unpack()));
      case Call.OUTPUT_FORMAT -> format(call.port(), EventCodec.readFormat(call.unpack()));
      case Call.NO_HEAD -> head(call.port(), null);
      case Call.PROPERTY -> property(call.unpack());
      case WaitingCall.BUFFER -> {
        if (call.port() >= Call.HEAD) {
          head(call.port() - Call.HEAD, call.takeBuffer());
        } else if (skips) {
          call.close();
          server.tell(Call.DROPPED, Call.NO_PORT, 1, 0, null);
          server.done(call.seq());
        } else {
          answer(call);
        }
      }
      default -> {
        skips = false;
        answer(call);
      }
    }
  }

  /** Buffers that were sent are not wanted any more, up to the next call of another kind. */
  void skip() {
    skips = true;
  }

  private void head(int port, @Nullable Buffer buffer) {
    InputPad<?> pad = input(port);
    Buffer old = heads.set(port, buffer);
    pad.head(buffer);
    if (old != null) {
      old.close();
    }
  }

  private void property(Unpacker from) {
    PropertyRef property = PropertyRef.of(descriptor, from.text());
    property.set(adapter, from.value());
  }

  private void answer(WaitingCall call) {
    int outer = server.working(call.seq());
    attend(call);
    int unused =
        server.working(outer); // not when the end has come: then it is the last that is known of it
  }

  private void attend(WaitingCall call) {
    try {
      Flow flow = perform(call);
      if (flow == null) {
        return;
      }
      told();
      if (flow == Flow.OK) {
        server.done(call.seq());
      } else if (flow == Flow.AGAIN) {
        ServerContext c = context();
        server.result(call.seq(), Call.OK, flow.ordinal(), c.takeHow(), c.time(), null);
      } else {
        server.result(call.seq(), Call.OK, flow.ordinal(), 0, 0, null);
      }
    } catch (StoppedException | PeerFault e) {
      throw e;
    } catch (Throwable t) {
      adapter.closeViews();
      skips |= call.isInput();
      Packer text = RemoteFailure.write(server.packer().clear(), t);
      server.result(call.seq(), Call.FAILED, 0, 0, 0, text.written());
    }
  }

  /** Null when the result, which is no flow, was sent already. */
  private @Nullable Flow perform(WaitingCall call) throws Exception {
    switch (call.kind()) {
      case WaitingCall.BUFFER -> {
        Flow flow = adapter.process(input(call.port()), call.takeBuffer());
        skips |= flow == Flow.EOS;
        return flow;
      }
      case Call.PRODUCE -> {
        return adapter.produce();
      }
      case Call.MIX -> {
        outputs.forEach(o -> o.pad().stamp(call.first(), call.second()));
        return adapter.mix();
      }
      case Call.TIMER -> {
        return adapter.timer();
      }
      case Call.START -> start(call.unpack());
      case Call.CONFIGURE -> {
        return configure(call);
      }
      case Call.DRAIN -> {
        context().ending(call.first() != 0);
        adapter.drain();
      }
      case Call.RESET -> reset();
      case Call.CHANGED -> adapter.changed((int) call.first());
      case Call.EVENT -> {
        return value(call, adapter.onEvent(EventCodec.read(call.unpack())));
      }
      case Call.PORT_EVENT -> {
        InputPad<?> pad = input(call.port());
        Event.Downstream event = EventCodec.readDownstream(call.unpack());
        if (event instanceof Event.Eos) {
          pad.eos(true);
        }
        return value(call, adapter.onPortEvent(pad, event));
      }
      case Call.STOP -> {
        stopped = true;
        started = false;
        adapter.stop();
      }
      default -> throw new PeerFault("no such call: kind=" + call.kind());
    }
    return Flow.OK;
  }

  private @Nullable Flow value(WaitingCall call, boolean handled) {
    told();
    server.result(call.seq(), Call.OK, handled ? 1 : 0, 0, 0, null);
    return null;
  }

  private void start(Unpacker from) throws Exception {
    ServerContext made = new ServerContext(server, from.text(), from.u8() != 0);
    context = made;
    adapter.attach(new ServerPads(server));
    inputs.addAll(adapter.inputPads());
    int more = from.count(2);
    for (int i = 0; i < more; i++) {
      InputPads<?> pads = template(adapter.inputTemplates(), from.u8());
      inputs.add(pads.add(from.text()));
    }
    for (InputPad<?> pad : inputs) {
      pad.holdable(descriptor.sync() == Sync.SELECTED);
      heads.add(null);
      held.add(false);
    }
    List<OutputPad<?>> pads = new ArrayList<>(adapter.outputPads());
    more = from.count(2);
    for (int i = 0; i < more; i++) {
      pads.add(template(adapter.outputTemplates(), from.u8()).add(from.text()));
    }
    for (OutputPad<?> pad : pads) {
      outputs.add(new ServerOutput(server, outputs.size(), pad, from.u8() != 0));
    }
    while (from.u8() != 0) {
      property(from);
    }
    adapter.start(made);
    started = true;
  }

  private static <T> T template(List<T> templates, int index) {
    if (index >= templates.size()) {
      throw new PeerFault("no such template: index=" + index);
    }
    return templates.get(index);
  }

  private @Nullable Flow configure(WaitingCall call) throws Exception {
    SetupValues setup = new SetupValues();
    adapter.configure(call.port() == Call.NO_PORT ? null : input(call.port()), setup);
    SetupValues old = server.setup();
    server.setup(setup);
    if (old.outputBytes() != setup.outputBytes() || old.outputHolds() != setup.outputHolds()) {
      outputs.forEach(ServerOutput::forgetPool);
    }
    told();
    MemorySegment said =
        server
            .packer()
            .clear()
            .i64(setup.outputBytes())
            .i32(setup.holds())
            .i32(setup.outputHolds())
            .i64(setup.minLatency())
            .i64(setup.maxLatency())
            .i32(setup.alignment())
            .i32(setup.padding())
            .written();
    server.result(call.seq(), Call.OK, 0, 0, 0, said);
    return null;
  }

  private void reset() throws Exception {
    for (int i = 0; i < inputs.size(); i++) {
      head(i, null);
      inputs.get(i).eos(false);
    }
    adapter.reset();
    outputs.forEach(o -> o.enough(false));
  }

  /** What changed here by the way, before the call is over. */
  private void told() {
    outputs.forEach(ServerOutput::count);
    for (int i = 0; i < inputs.size(); i++) {
      boolean now = inputs.get(i).held();
      if (now != held.get(i)) {
        held.set(i, now);
        server.tell(Call.HOLD, i, now ? 1 : 0, 0, null);
      }
    }
  }

  void close() {
    heads.forEach(head -> {
      if (head != null) {
        head.close();
      }
    });
    if (started) {
      started = false;
      try {
        adapter.stop();
      } catch (Throwable t) {
        // Nobody is left to hear of it.
      }
    }
    outputs.forEach(ServerOutput::forgetPool);
  }
}

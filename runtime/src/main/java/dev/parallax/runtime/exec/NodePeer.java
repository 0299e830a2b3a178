package dev.parallax.runtime.exec;

import dev.parallax.memory.Doorbell;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.remote.PeerHost;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.PadHost;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The executor as a node that runs elsewhere has it. */
final class NodePeer implements PeerHost {
  private final Domain domain;
  private final NodeContext context;
  private final NodeOutputs outputs;
  private final Map<OutputPad<?>, PeerPool> pools = new IdentityHashMap<>();

  NodePeer(Domain domain, NodeContext context, NodeOutputs outputs) {
    this.domain = domain;
    this.context = context;
    this.outputs = outputs;
  }

  @Override
  public Doorbell bell() {
    return domain.bell();
  }

  @Override
  public boolean await(BooleanSupplier ready) {
    return domain.awaitPeer(Waiting.ForPeer.PEER, ready);
  }

  @Override
  public boolean awaitSlot(OutputPad<?> pad, BooleanSupplier ready) {
    PeerPool pool = pool(pad);
    return domain.awaitPeer(pool.waiting(), () -> ready.getAsBoolean() || pool.isWanted());
  }

  @Override
  public boolean takeGrowth(OutputPad<?> pad) {
    return pool(pad).takeWanted();
  }

  private PeerPool pool(OutputPad<?> pad) {
    return pools.computeIfAbsent(
        pad, p -> new PeerPool(context.name() + "." + p.name(), domain, outputs.holders(p)));
  }

  @Override
  public Flow againWhen(BooleanSupplier ready, long ns) {
    return context.againWhen(ready, ns);
  }

  @Override
  public int slots(OutputPad<?> pad, long slotBytes) {
    return outputs.slots(pad, slotBytes);
  }

  @Override
  public PadHost pads() {
    return outputs;
  }
}

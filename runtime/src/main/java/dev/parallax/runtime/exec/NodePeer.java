package dev.parallax.runtime.exec;

import dev.parallax.memory.Doorbell;
import dev.parallax.memory.SharedArena;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.remote.PeerHost;
import dev.parallax.runtime.spi.OutputPad;
import dev.parallax.runtime.spi.PadHost;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** The executor as a node that runs elsewhere has it. */
final class NodePeer implements PeerHost {
  private final Node node;
  private final Map<OutputPad<?>, PeerPool> pools = new IdentityHashMap<>();

  NodePeer(Node node) {
    this.node = node;
  }

  @Override
  public Doorbell bell() {
    return node.domain().bell();
  }

  @Override
  public boolean await(BooleanSupplier ready) {
    return node.domain().waits().awaitPeer(Waiting.ForPeer.PEER, node, ready);
  }

  @Override
  public boolean isStopping() {
    return node.domain().command() == Domain.Command.STOP;
  }

  @Override
  public boolean awaitSlot(OutputPad<?> pad, BooleanSupplier ready) {
    return pool(pad).await(node, ready);
  }

  /** What it waits for while a pad's element has no buffer left. */
  Waiting waiting(OutputPad<?> pad) {
    return pool(pad).waiting();
  }

  @Override
  public boolean wantsGrowth(OutputPad<?> pad) {
    return pool(pad).isWanted();
  }

  @Override
  public boolean overlaps() {
    return !node.context().live() && node.domain().waitsHereOnly();
  }

  @Override
  public boolean takeGrowth(OutputPad<?> pad) {
    return pool(pad).takeWanted();
  }

  private PeerPool pool(OutputPad<?> pad) {
    PeerPool known = pools.get(pad); // in each wait: what computeIfAbsent is given is an object
    if (known == null) {
      known =
          new PeerPool(node.name() + "." + pad.name(), node.domain(), node.outputs().holders(pad));
      pools.put(pad, known);
    }
    return known;
  }

  @Override
  public Flow againWhen(BooleanSupplier ready, long ns) {
    return node.context().againWhen(ready, ns);
  }

  @Override
  public int slots(OutputPad<?> pad, long slotBytes) {
    return node.outputs().slots(pad, slotBytes);
  }

  /** Nobody here writes what another process made: it has but the stream of its port. */
  @Override
  public boolean isOwn(SharedArena arena) {
    return !arena.isWriter() || node.context().isOwn(arena);
  }

  @Override
  public void sendUpstream(Event.Upstream event) {
    node.engine().upstream().send(node, event);
  }

  @Override
  public void post(Object message, int heapBytes) {
    node.engine().post(node.name(), message, heapBytes);
  }

  @Override
  public void countRestart() {
    node.context().countRestart();
  }

  @Override
  public void countPartial() {
    node.context().countPartial();
  }

  @Override
  public void renewed() {
    pools.clear();
  }

  @Override
  public PadHost pads() {
    return node.outputs();
  }
}

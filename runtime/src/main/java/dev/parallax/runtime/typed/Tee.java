package dev.parallax.runtime.typed;

import dev.parallax.runtime.spi.Nodes;
import dev.parallax.runtime.spi.PortRef;
import java.util.function.Function;

/**
 * Branches of one stream.
 *
 * @param <M> media of each branch
 */
public final class Tee<M extends Media> {
  private final Nodes.TeeNode node;

  private Tee(Nodes.TeeNode node) {
    this.node = node;
  }

  static <M extends Media> Tee<M> of(PortRef from) {
    Nodes.TeeNode node = Nodes.tee();
    from.link(node.inlet());
    return new Tee<>(node);
  }

  /** A new branch, to be linked. */
  public Out<M> branch() {
    return Outlet.of(node.newOutlet());
  }

  /** Adds a whole branch and stays here. */
  public Tee<M> branch(Function<Out<M>, Link> chain) {
    Link end = chain.apply(branch());
    assert end != null;
    return this;
  }

  /** Ends the fluent form: the pipeline that these branches are part of. */
  public Link end() {
    return new Link(node);
  }
}

package dev.parallax.runtime.spi;

/** Typed nodes that every pipeline may need, whatever libraries are there. */
public final class Nodes {
  private Nodes() {}

  /** A tee from the catalogs on the path. */
  public static TeeNode tee() {
    return new TeeNode(Catalogs.require("tee"));
  }

  /** A tee. */
  public static final class TeeNode extends ElementNode<TeeNode> {
    TeeNode(ElementFactory factory) {
      super(factory);
    }

    /** Its input. */
    public PortRef inlet() {
      return port("in");
    }

    /** A new output. */
    public PortRef newOutlet() {
      return port("out_%u");
    }
  }
}

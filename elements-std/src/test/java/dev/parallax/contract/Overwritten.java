package dev.parallax.contract;

/** What {@link ToyWatch} has seen of the changes that {@link ToyFlip} makes. */
public final class Overwritten {
  private Overwritten() {}

  /** Begins anew. */
  public static void reset() {
    ToyWatch.LOOKED.set(0);
    ToyWatch.CHANGED.set(0);
  }

  /** Buffers that were looked at. */
  public static int looked() {
    return ToyWatch.LOOKED.get();
  }

  /** Buffers whose payload changed. */
  public static int changed() {
    return ToyWatch.CHANGED.get();
  }
}

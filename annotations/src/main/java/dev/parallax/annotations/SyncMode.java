package dev.parallax.annotations;

/** When an {@link Sync#ALIGNED} element fires. */
public enum SyncMode {
  /** {@link #STRICT} unless a source is live, then {@link #LOOSE}. */
  AUTO,
  /** When every port that is not optional has data. */
  STRICT,
  /** When the first port has data. */
  LOOSE
}

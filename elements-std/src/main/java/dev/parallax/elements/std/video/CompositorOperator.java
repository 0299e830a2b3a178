package dev.parallax.elements.std.video;

/** How {@code compositor} lays a picture over what lies below it. */
public enum CompositorOperator {
  /** Takes the place of what lies below, opacities too; without them, whatever alpha says. */
  SOURCE,
  /** Covers what lies below as far as it is opaque. */
  OVER,
  /** As over, but where the output may be transparent, opacities are added. */
  ADD
}

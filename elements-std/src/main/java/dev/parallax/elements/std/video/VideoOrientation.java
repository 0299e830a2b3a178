package dev.parallax.elements.std.video;

import dev.parallax.elements.std.video.kernel.Flipper;

/** How {@code videoflip} turns pictures. */
public enum VideoOrientation {
  /** As they are. */
  IDENTITY(false, false, false),
  /** A quarter turn to the right. */
  _90R(true, false, true),
  /** Half a turn. */
  _180(false, true, true),
  /** A quarter turn to the left. */
  _90L(true, true, false),
  /** Left and right are swapped. */
  HORIZ(false, true, false),
  /** Top and bottom are swapped. */
  VERT(false, false, true),
  /** Across the diagonal from the upper left to the lower right corner. */
  UL_LR(true, false, false),
  /** Across the diagonal from the upper right to the lower left corner. */
  UR_LL(true, true, true);

  private final Flipper.Turn turn;

  VideoOrientation(boolean transposed, boolean mirrorX, boolean mirrorY) {
    turn = new Flipper.Turn(transposed, mirrorX, mirrorY);
  }

  Flipper.Turn turn() {
    return turn;
  }
}

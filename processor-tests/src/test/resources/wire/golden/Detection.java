package golden;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;
import java.util.List;
import java.util.Optional;

/** What a detector found in a frame. */
@Wire
public record Detection(
    long frame,
    Kind kind,
    float score,
    Box box,
    @MaxLength(32) String label,
    @MaxLength(8) List<Float> features,
    @MaxLength(16) Optional<String> track) {

  /** Kinds of things. */
  public enum Kind {
    PERSON,
    CAR
  }

  /** Pixels of a frame. */
  @Wire(room = 32)
  public record Box(int x, int y, int width, int height) {}
}

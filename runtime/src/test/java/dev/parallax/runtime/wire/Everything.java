package dev.parallax.runtime.wire;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A record with a field of each type. */
@Wire
record Everything(
    boolean flag,
    byte i8,
    short i16,
    char letter,
    int i32,
    long i64,
    float f32,
    double f64,
    Color color,
    Part part,
    @MaxLength(20) String text,
    @MaxLength(9) byte[] bytes,
    Optional<Boolean> maybeFlag,
    OptionalInt maybeInt,
    OptionalLong maybeLong,
    OptionalDouble maybeDouble,
    @MaxLength(6) Optional<String> maybeText,
    Optional<Part> maybePart,
    Optional<Color> maybeColor,
    @MaxLength(4) List<Double> doubles,
    @MaxLength(3) List<Boolean> flags,
    @MaxLength(3) List<Color> colors,
    @MaxLength(value = 3, each = 5) List<String> texts,
    @MaxLength(value = 2, each = 3) List<byte[]> blobs,
    @MaxLength(2) List<Part> parts) {

  enum Color {
    RED,
    GREEN,
    BLUE
  }
}

package dev.parallax.benchmarks;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;
import java.util.Random;

/**
 * A record of ten fields, as a sensor would send it.
 *
 * @param id number of the sensor
 * @param timeNs time of capture
 * @param width columns
 * @param height rows
 * @param level offset
 * @param value measured value
 * @param gain factor
 * @param unit unit of the value
 * @param last whether no reading follows
 * @param name name of the sensor
 */
@Wire
public record Reading(
    long id,
    long timeNs,
    int width,
    int height,
    short level,
    double value,
    float gain,
    Unit unit,
    boolean last,
    @MaxLength(24) String name) {

  /** Units. */
  public enum Unit {
    /** Metres. */
    METRE,
    /** Seconds. */
    SECOND,
    /** Kelvins. */
    KELVIN
  }

  /** Records with different contents, the same in every run. */
  static Reading[] some(int count) {
    Random random = new Random(42);
    Reading[] readings = new Reading[count];
    for (int i = 0; i < count; i++) {
      readings[i] =
          new Reading(
              random.nextLong(),
              random.nextLong(),
              random.nextInt(),
              random.nextInt(),
              (short) random.nextInt(),
              random.nextDouble(),
              random.nextFloat(),
              Unit.values()[i % 3],
              random.nextBoolean(),
              "sensor-%06d/%s".formatted(i * 9_973, i % 2 == 0 ? "left" : "right"));
    }
    return readings;
  }

  /** Sum of the fields, for a look at all of them that makes nothing. */
  static long digest(
      long id,
      long timeNs,
      int width,
      int height,
      short level,
      double value,
      float gain,
      int unit,
      boolean last,
      int nameLength) {
    return id
        + timeNs
        + width
        + height
        + level
        + Double.doubleToRawLongBits(value)
        + Float.floatToRawIntBits(gain)
        + unit
        + (last ? 1 : 0)
        + nameLength;
  }

  long digest() {
    return digest(
        id, timeNs, width, height, level, value, gain, unit.ordinal(), last, name.length());
  }
}

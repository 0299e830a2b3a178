package dev.parallax.runtime.isolation.control;

import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;

/**
 * The first message to a child: which element it runs, and how many messages follow that say more.
 * The child answers {@link Ready} when it has them all.
 *
 * @param element name of the element in its pipeline
 * @param builder class of the generated builder, which has the element's factory
 * @param epoch incarnation of the child, from 1
 * @param properties number of {@link PropertyChange} that follow
 * @param ports number of {@link PortFormat} that follow
 * @param links number of {@link LinkParameters} that follow
 */
@Wire
public record Init(
    @MaxLength(256) String element,
    @MaxLength(512) String builder,
    long epoch,
    int properties,
    int ports,
    int links)
    implements ControlMessage.FromHost {

  /** Most messages of each kind that may follow. */
  public static final int MAX_PARTS = 1024;

  /** Checks the numbers. */
  public Init {
    if (epoch < 1) {
      throw new IllegalArgumentException("epoch is not positive epoch=" + epoch);
    }
    checkParts("properties", properties);
    checkParts("ports", ports);
    checkParts("links", links);
  }

  private static void checkParts(String name, int count) {
    if (count < 0 || count > MAX_PARTS) {
      throw new IllegalArgumentException(
          "number is out of range " + name + "=" + count + " max=" + MAX_PARTS);
    }
  }
}

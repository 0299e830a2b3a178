package dev.parallax.model.descriptor;

import dev.parallax.annotations.Delivery;
import dev.parallax.annotations.Presence;
import dev.parallax.model.caps.Caps;
import java.util.List;

/**
 * A port or a template of ports.
 *
 * @param name name; with one {@code %u} for templates
 * @param direction input or output
 * @param presence when the port exists
 * @param view view type by simple name: View, Bytes, VideoFrame, AudioBlock or Packet
 * @param caps what the port offers or accepts
 * @param delivery what happens when the element is slower than this input
 * @param bound hard bound of waiting buffers
 * @param optional whether ALIGNED and ORDERED elements do not wait for it
 * @param inPlace for both ports of an {@code @InOut} parameter
 * @param readOnly the element only looks at an {@code @InOut} buffer
 * @param volatileOk the element may see payload of this input that somebody else changes meanwhile
 * @param doc one line
 * @param properties properties that each port of a template has for itself; the index is the
 *     property's id
 */
public record PortDescriptor(
    String name,
    Direction direction,
    Presence presence,
    String view,
    Caps caps,
    Delivery delivery,
    int bound,
    boolean optional,
    boolean inPlace,
    boolean readOnly,
    boolean volatileOk,
    String doc,
    List<PropertyDescriptor> properties) {
  /** Checks the bound, copies the list. */
  public PortDescriptor {
    properties = List.copyOf(properties);
    if (bound < 0) {
      throw new IllegalArgumentException("bound is negative port=" + name + " bound=" + bound);
    }
  }

  /** A port without properties, for payload that does not change. */
  public PortDescriptor(
      String name,
      Direction direction,
      Presence presence,
      String view,
      Caps caps,
      Delivery delivery,
      int bound,
      boolean optional,
      boolean inPlace,
      boolean readOnly,
      String doc) {
    this(
        name, direction, presence, view, caps, delivery, bound, optional, inPlace, readOnly, false,
        doc, List.of());
  }

  /** Which way buffers go. */
  public enum Direction {
    /** Into the element. */
    INPUT,
    /** Out of the element. */
    OUTPUT
  }

  /**
   * Whether {@code concrete} is this port or an instance of this template, for example {@code
   * video_3}.
   */
  public boolean matches(String concrete) {
    int at = name.indexOf("%u");
    if (at < 0) {
      return name.equals(concrete);
    }
    String head = name.substring(0, at);
    String tail = name.substring(at + 2);
    if (concrete.length() <= head.length() + tail.length()
        || !concrete.startsWith(head)
        || !concrete.endsWith(tail)) {
      return false;
    }
    return concrete
        .substring(head.length(), concrete.length() - tail.length())
        .chars()
        .allMatch(c -> c >= '0' && c <= '9');
  }
}

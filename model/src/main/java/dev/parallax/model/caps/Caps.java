package dev.parallax.model.caps;

import java.util.List;

/**
 * What a port offers or accepts: alternatives, most preferred first. No alternative: nothing fits.
 *
 * @param alternatives alternatives
 */
public record Caps(List<MediaCaps> alternatives) {
  /** Copies the list. */
  public Caps {
    alternatives = List.copyOf(alternatives);
  }
}

package dev.parallax.elements.std.ipc;

import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import org.jspecify.annotations.Nullable;

/**
 * What holds of a stream from some buffer on, and is told to whoever comes later; null where
 * nothing was said. Its parts are compared by identity.
 */
record Sticky(
    Event.@Nullable StreamStart start,
    @Nullable Format format,
    Event.@Nullable Segment segment,
    Event.@Nullable Tags tags) {
  static final Sticky NOTHING = new Sticky(null, null, null, null);

  /** A new stream: its format, segment and tags are to come. */
  Sticky with(Event.StreamStart next) {
    return new Sticky(next, format, null, null);
  }

  Sticky with(Format next) {
    return new Sticky(start, next, segment, tags);
  }

  Sticky with(Event.Segment next) {
    return new Sticky(start, format, next, tags);
  }

  Sticky with(Event.Tags next) {
    return new Sticky(start, format, segment, next);
  }
}

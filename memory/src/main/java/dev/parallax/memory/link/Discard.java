package dev.parallax.memory.link;

import dev.parallax.memory.Buffer;

/** Wants nothing. */
enum Discard implements LinkHandler {
  INSTANCE;

  @Override
  public void onBuffer(Buffer buffer, LinkEntry entry) {
    buffer.close();
  }

  @Override
  public void onDone(int seq) {}

  @Override
  public void onEvent(LinkEntry entry) {}

  @Override
  public void onProperty(LinkEntry entry) {}
}

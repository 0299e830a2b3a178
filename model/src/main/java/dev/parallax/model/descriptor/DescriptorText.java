package dev.parallax.model.descriptor;

/** The text form of descriptors, version 1. */
public final class DescriptorText {
  private DescriptorText() {}
}

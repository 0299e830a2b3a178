package dev.parallax.memory.link;

/** What the peer of a test does with what it gets. */
enum Role {
  /** Sends each buffer back as it is. */
  IDENTITY,
  /** Sends each buffer back in ten parts. */
  SLICER,
  /** Lends a copy of each buffer, from an arena that it writes. */
  COPIER,
  /** Keeps each buffer. */
  HOLDER,
  /** Overwrites all it may write with random values. */
  SCRIBBLER
}

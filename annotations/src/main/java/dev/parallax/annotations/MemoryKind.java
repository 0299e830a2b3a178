package dev.parallax.annotations;

/** Where the bytes of a buffer are. */
public enum MemoryKind {
  /** Memory that the processor maps. */
  CPU,
  /** A DMA-BUF of a device. */
  DMA_BUF,
  /** Memory of a graphics processor. */
  GPU
}

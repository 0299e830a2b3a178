/** A user's module with elements. */
module consumer {
  requires dev.parallax.runtime;
  requires static org.jspecify;

  exports consumer;

  provides dev.parallax.runtime.spi.Catalog with
      consumer.ConsumerElementsCatalog;
}

package dev.parallax.runtime.spi;

/** Generated code: the settings of one port. Properties are known by their index. */
public interface PortSettings {
  /** The author's object. */
  Object values();

  /** Value of a property. */
  Object get(int property);

  /** Sets a property; the value has its type and is in range. */
  void set(int property, Object value);
}

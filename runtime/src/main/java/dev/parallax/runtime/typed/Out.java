package dev.parallax.runtime.typed;

import dev.parallax.model.caps.Caps;
import dev.parallax.runtime.spi.MediaTypes;
import dev.parallax.runtime.spi.PortRef;

/**
 * An output that can be linked.
 *
 * @param <M> media that it gives
 */
public interface Out<M extends Media> {
  /** Generated code: the port, with the caps filter that narrowed it. */
  PortRef outlet();

  /** Links to what comes next: a filter continues the chain, a sink or an input ends it. */
  default <R> R to(Into<? super M, R> next) {
    outlet().link(next.inlet());
    return next.next();
  }

  /** Links through an element that keeps the media type. */
  default Out<M> via(Same<? super M> passthrough) {
    outlet().link(passthrough.inlet());
    return Outlet.of(passthrough.outlet());
  }

  /** Narrows the media type: a caps filter, checked when the pipeline is negotiated. */
  default <N extends M> Out<N> as(Class<N> kind) {
    return Outlet.of(outlet().filtered(MediaTypes.capsOf(kind)));
  }

  /**
   * Constrains the format, for example {@code
   * caps("video/x-raw,format=I420,width=1280,height=720")}.
   */
  default Out<M> caps(String caps) {
    return Outlet.of(outlet().filtered(Caps.parse(caps)));
  }

  /** Sends the same media to several branches; each branch should begin with a queue. */
  default Tee<M> tee() {
    return Tee.of(outlet());
  }
}

package dev.parallax.runtime.remote;

import dev.parallax.model.format.Format;
import dev.parallax.model.format.PlaneLayout;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.spi.OutputPad;
import org.jspecify.annotations.Nullable;

/** An output of a remote element, at the host: what the other side knows of it. */
final class RemoteOutput {
  final OutputPad<?> pad;

  /** The format that the other side has. */
  @Nullable Format told;

  private @Nullable Format measured;
  private long pictureBytes;

  RemoteOutput(OutputPad<?> pad) {
    this.pad = pad;
  }

  /** Bytes of a picture of the pad's format, 0 for other media. */
  long pictureBytes() {
    Format now = pad.fixedFormat();
    if (now != measured) {
      measured = now;
      pictureBytes = now instanceof VideoFormat video ? PlaneLayout.of(video).size() : 0;
    }
    return pictureBytes;
  }
}

package dev.parallax.elements.std.io;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.FromProbe;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Probe;
import dev.parallax.annotations.Produce;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.model.format.BytesFormat;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;

/**
 * Sends bytes that are written in the pipeline itself. With {@code encoding=uri} as GStreamer's
 * {@code dataurisrc}: the media type of the URI becomes the type of the stream.
 */
@Element(
    name = "datasrc",
    summary = "Sends bytes given as text",
    klass = "Source",
    example = {
      "datasrc data=\"some text\" ! consolesink",
      "datasrc encoding=uri data=\"data:text/plain;base64,aGVsbG8=\" ! consolesink"
    })
final class DataSrc {
  @Property(doc = "the bytes, as encoding says", def = "")
  String data = "";

  @Property(doc = "how data is written", def = "text")
  DataEncoding encoding = DataEncoding.TEXT;

  @Property(doc = "largest number of bytes in a buffer", min = 1, max = 1 << 24)
  int blocksize = 64 << 10;

  @Property(doc = "how often the bytes are sent; -1: for ever", min = -1)
  int repeat = 1;

  private byte[] bytes = new byte[0];
  private int at;
  private int times;

  @Probe
  Format probe() {
    String media = DataText.read(data, encoding).mediaType();
    return new BytesFormat(media.isEmpty() ? "application/octet-stream" : media);
  }

  @Start
  void start() {
    bytes = DataText.read(data, encoding).bytes();
    reset();
  }

  @Configure
  void configure(Setup setup) {
    setup.outputBytes(Math.max(1, Math.min(blocksize, bytes.length)));
  }

  @Produce
  Flow produce(@Output @AnyCaps @FromProbe Bytes out) {
    if (at == bytes.length) {
      at = 0;
      times++;
    }
    if (bytes.length == 0 || repeat >= 0 && times >= repeat) {
      return Flow.EOS;
    }
    int count = Math.min(blocksize, bytes.length - at);
    out.put(bytes, at, count);
    at += count;
    return Flow.OK;
  }

  @Reset
  void reset() {
    at = 0;
    times = 0;
  }
}

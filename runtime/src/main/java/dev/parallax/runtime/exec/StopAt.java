package dev.parallax.runtime.exec;

import dev.parallax.memory.Buffer;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.spi.Downstream;
import dev.parallax.runtime.spi.OutputPad;

/**
 * Ends the stream of an element that knows positions at one of them: what begins there is not
 * wanted any more, and raw audio is cut at the sample. Only the thread of the output.
 *
 * @param pad the output
 * @param to what it leads to
 * @param stop time in ns
 */
record StopAt(OutputPad<?> pad, Downstream to, long stop) implements Downstream {
  @Override
  public Flow push(Buffer buffer) {
    boolean wanted =
        buffer.pts() == Buffer.NO_TIME
            || (pad.fixedFormat() instanceof AudioFormat audio
                ? cut(buffer, audio)
                : buffer.pts() < stop);
    if (wanted) {
      return to.push(buffer);
    }
    buffer.close();
    return Flow.EOS;
  }

  /** Leaves the samples before the end; false when there are none. */
  private boolean cut(Buffer buffer, AudioFormat audio) {
    long first = SampleGrid.sampleAt(buffer.pts(), audio.rate());
    long frames = SampleGrid.firstFrom(stop, audio.rate()) - first;
    if (frames > 0 && frames < buffer.length() / audio.bytesPerFrame()) {
      buffer.range(buffer.offset(), frames * audio.bytesPerFrame());
      buffer.duration(SampleGrid.timeOf(first + frames, audio.rate()) - buffer.pts());
    }
    return frames > 0;
  }

  @Override
  public void caps(Format format, Object negotiation) {
    to.caps(format, negotiation);
  }

  @Override
  public void event(Event.Downstream event) {
    to.event(event);
  }
}

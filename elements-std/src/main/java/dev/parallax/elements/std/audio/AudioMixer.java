package dev.parallax.elements.std.audio;

import dev.parallax.annotations.AudioCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Output;
import dev.parallax.annotations.Presence;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.annotations.Sync;
import dev.parallax.annotations.Transform;
import dev.parallax.elements.std.audio.kernel.Mixer;
import dev.parallax.memory.Buffer;
import dev.parallax.model.format.AudioFormat;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.InputPorts;
import dev.parallax.runtime.element.Setup;
import java.lang.foreign.ValueLayout;
import org.jspecify.annotations.Nullable;

/**
 * Adds audio of several inputs, sample by sample at the same time. An input that has not begun, has
 * ended or has a gap is silent. Where no input has anything the output is silent up to a minute; a
 * longer pause becomes a gap in it. The sum of integers saturates; floating point may pass full
 * scale.
 */
@Element(
    name = "audiomixer",
    summary = "Mixes several audio streams",
    klass = "Generic/Audio",
    example =
        "audiomixer name=mix ! fakesink  audiotestsrc num-buffers=20 ! mix.  audiotestsrc freq=880"
            + " num-buffers=10 ! mix.")
@RtSafe
final class AudioMixer {
  private static final int MOST_SILENCE_SECONDS = 60;
  private static final int SILENCE_FRAMES = 4096;

  @Property(doc = "where the output begins", def = "zero")
  StartTimeSelection startTimeSelection = StartTimeSelection.ZERO;

  // snippet: pad
  @Input(
      name = "sink_%u",
      presence = Presence.REQUEST,
      settings = Pad.class,
      doc = "audio to be mixed")
  @AudioCaps
  @Nullable InputPorts<AudioBlock> in;

  /** What each input has for itself. */
  static final class Pad {
    @Property(doc = "linear gain of this input", min = 0, max = 10, live = true, def = "1")
    double volume = 1;

    @Property(doc = "leave this input out of the mix", live = true, def = "false")
    boolean mute;
  }

  // end snippet

  private AudioFormat format = AudioFormat.of(SampleFormat.S16LE, 1, 1);
  private @Nullable Mixer mixer;
  private long segmentStart;
  private long next;
  private boolean begun;
  private long largest;

  @Configure
  void configure(AudioFormat out, Setup setup) {
    if (!begun) {
      next = SampleClock.samples(segmentStart, out.rate());
    } else if (out.rate() != format.rate()) {
      next = SampleClock.samples(SampleClock.ns(next, format.rate()), out.rate());
    }
    format = out;
    mixer = new Mixer(out);
    largest = (long) SILENCE_FRAMES * out.bytesPerFrame();
    setup.outputHolds(1); // silence is sent while the mix is held
  }

  @Transform(sync = Sync.ALIGNED)
  void mix(@Output @AudioCaps @Same("*") Emitter<AudioBlock> out) {
    AudioBlock block = out.acquire(largest);
    long begin = SampleClock.samples(block.pts(), format.rate());
    long end = SampleClock.samples(block.pts() + block.duration(), format.rate());
    if (!begun && startTimeSelection == StartTimeSelection.FIRST) {
      next = begin;
    }
    begun = true;
    int frames = (int) (end - begin);
    long bytes = (long) frames * format.bytesPerFrame();
    if (bytes > largest) {
      block.close();
      largest = bytes;
      block = out.acquire(largest);
    }
    if (begin > next && !fill(begin - next, out)) {
      block.flags(Buffer.DISCONT);
    }
    block.frames(frames);
    sum(block, begin, frames);
    next = end;
    send(out, block, begin, end);
  }

  private void sum(AudioBlock block, long begin, int frames) {
    Mixer m = mixer;
    InputPorts<AudioBlock> ports = in;
    if (m == null || ports == null) {
      throw new IllegalStateException("audiomixer was not configured");
    }
    int most = Math.max(1, Mixer.CHUNK / format.channels());
    for (int done = 0; done < frames; done += most) {
      int n = Math.min(most, frames - done);
      m.begin(n * format.channels());
      for (int i = 0; i < ports.count(); i++) {
        AudioBlock head = ports.get(i).head();
        Pad pad = ports.get(i).settings(Pad.class);
        if (head != null && !pad.mute) {
          long first = SampleClock.samples(head.pts(), format.rate());
          long at = head.offset() + (begin + done - first) * format.bytesPerFrame();
          m.add(head.segment(), at, n * format.channels(), pad.volume);
        }
      }
      m.end(
          block.segment(),
          block.offset() + (long) done * format.bytesPerFrame(),
          n * format.channels());
    }
  }

  /** Silence before the next samples, or a gap when it is too long: then false. */
  private boolean fill(long missing, Emitter<AudioBlock> out) {
    long from = next;
    if (missing > (long) MOST_SILENCE_SECONDS * format.rate()) {
      long pts = SampleClock.ns(from, format.rate());
      out.gap(pts, SampleClock.ns(from + missing, format.rate()) - pts);
      return false;
    }
    for (long left = missing; left > 0; ) {
      int n = (int) Math.min(left, SILENCE_FRAMES);
      AudioBlock silence = out.acquire((long) n * format.bytesPerFrame());
      silence.frames(n);
      byte zero = (byte) (format.format() == SampleFormat.U8 ? 1 << (format.depth() - 1) : 0);
      for (long i = 0; i < silence.size(); i++) {
        silence.segment().set(ValueLayout.JAVA_BYTE, silence.offset() + i, zero);
      }
      silence.flags(Buffer.GAP);
      send(out, silence, from, from + n);
      from += n;
      left -= n;
    }
    return true;
  }

  private void send(Emitter<AudioBlock> out, AudioBlock block, long from, long to) {
    long pts = SampleClock.ns(from, format.rate());
    out.send(block, pts, SampleClock.ns(to, format.rate()) - pts);
  }

  /** Time 0 of the mix is where the segment begins: after a seek, its position. */
  @OnEvent
  boolean segment(Event.Segment segment) {
    if (!begun) {
      next = SampleClock.samples(segment.start(), format.rate());
      segmentStart = segment.start();
    }
    return false;
  }

  @Reset
  void reset() {
    next = 0;
    segmentStart = 0;
    begun = false;
  }
}

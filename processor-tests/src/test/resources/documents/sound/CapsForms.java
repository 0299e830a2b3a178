package sound;

import static dev.parallax.annotations.PixelFormat.I420;
import static dev.parallax.annotations.PixelFormat.NV12;

import dev.parallax.annotations.*;
import dev.parallax.runtime.element.*;

/** Ways to say what a port takes. */
@Element(name = "capsforms", summary = "Takes four kinds of media")
final class CapsForms {
  // snippet: caps
  @Input
  @VideoCaps(format = {NV12, I420}, width = @IntRange(min = 16, max = 4096, step = 2))
  InputPort<VideoFrame> camera;

  @Input
  @AudioCaps(format = SampleFormat.F32LE, rate = @IntRange({48_000, 44_100}))
  InputPort<AudioBlock> microphone;

  @Input
  @EncodedCaps(value = "video/x-h264", fields = "stream-format=avc") // packets: framed=true
  InputPort<Packet> h264;

  @Input
  @BytesCaps("audio/x-flac") // a stream, cut anywhere: framed=false
  InputPort<Bytes> flac;

  // end snippet

  @Consume(sync = Sync.ALIGNED)
  void take() {}
}

package dev.parallax.model.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.parallax.annotations.PixelFormat;
import dev.parallax.annotations.SampleFormat;
import dev.parallax.model.caps.CapsText;
import dev.parallax.model.caps.Fraction;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.model.diag.ParallaxException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FormatTest {
  private static Format of(String caps) {
    return Format.of(CapsText.parseMedia(caps));
  }

  @Test
  void shouldMakeFormatsOfFixedCaps() {
    assertThat(
            of(
                "video/x-raw,format=YUY2,width=640,height=480,framerate=30000/1001,colorimetry=bt709"))
        .isEqualTo(
            new VideoFormat(
                PixelFormat.YUYV,
                640,
                480,
                new Fraction(30_000, 1001),
                Colorimetry.BT709,
                ChromaSite.JPEG));
    assertThat(
            of(
                "audio/x-raw,format=S24LE,rate=96000,channels=6,depth=20,channel-mask=0x3f,layout=interleaved"))
        .isEqualTo(new AudioFormat(SampleFormat.S24LE, 96_000, 6, 20, 0x3f));
    assertThat(of("audio/x-raw,format=S16LE,rate=44100,channels=2"))
        .isEqualTo(AudioFormat.of(SampleFormat.S16LE, 44_100, 2));
    assertThat(of("audio/x-raw,format=F32LE,rate=1,channels=64,channel-mask=0xffffffffffffffff"))
        .isEqualTo(new AudioFormat(SampleFormat.F32LE, 1, 64, 32, -1));
    assertThat(of("video/x-h264(ANY),framed=true,stream-format=avc,level=4.1"))
        .isEqualTo(
            new PacketFormat(
                "video/x-h264", Map.of("stream-format", "avc", "level", "4.1"), CodecData.NONE));
    assertThat(of("audio/x-flac,framed=false,rate=8000"))
        .isEqualTo(new BytesFormat("audio/x-flac"));
    assertThat(of("application/octet-stream")).isEqualTo(new BytesFormat(MediaCaps.STREAM_TYPE));
  }

  @Test
  void shouldBeTheSameAgainAfterCaps() {
    List<Format> formats =
        List.of(
            VideoFormat.of(PixelFormat.I420_10LE, 1, 32_768, Fraction.ZERO),
            new VideoFormat(
                PixelFormat.NV12,
                64,
                48,
                Fraction.ZERO,
                Colorimetry.parse("1:4:0:0"),
                ChromaSite.COSITED),
            AudioFormat.of(SampleFormat.U8, 100_000_000, 64),
            new AudioFormat(SampleFormat.S32LE, 8_000, 1, 1, Long.MIN_VALUE),
            new PacketFormat(
                "video/x-h264",
                Map.of("a", 1, "b", true, "c", "x", "d", new Fraction(1, 2)),
                CodecData.NONE),
            new PacketFormat(
                "video/x-h264", Map.of("framerate", 30, "channel-mask", 3), CodecData.NONE),
            new BytesFormat("audio/x-flac"),
            new BytesFormat(MediaCaps.STREAM_TYPE));
    for (Format format : formats) {
      MediaCaps caps = format.toCaps();
      assertThat(caps.isFixed()).as("%s", caps).isTrue();
      assertThat(Format.of(caps)).isEqualTo(format);
      assertThat(of(caps.toString())).isEqualTo(format);
      assertThat(caps.type()).isEqualTo(format.mediaType());
    }
    assertThat(AudioFormat.of(SampleFormat.S16LE, 44_100, 2).toCaps())
        .hasToString("audio/x-raw,format=S16LE,rate=44100,channels=2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "video/x-raw,format=I420,width=640 | caps are not fixed open=[height, framerate]",
        "audio/x-flac | caps are not fixed open=[framed]",
        "ANY(memory:SystemMemory),framed=true | caps are not fixed",
        "video/x-raw,format=I240,width=1,height=1,framerate=1 | did you mean I420?",
        "video/x-raw,format=XYZ,width=1,height=1,framerate=1 | known are [I420, NV12",
        "video/x-raw,format=I420,width=0,height=1,framerate=1 | size out of range width=0",
        "video/x-raw,format=I420,width=1,height=32769,framerate=1 | height=32769",
        "video/x-raw,format=I420,width=true,height=1,framerate=1 | field has another type"
            + " field=width value=true type=Integer",
        "audio/x-raw,format=S16LE,rate=0,channels=2 | rate out of range rate=0",
        "audio/x-raw,format=S16LE,rate=100000001,channels=2 | rate out of range",
        "audio/x-raw,format=S16LE,rate=1,channels=65 | channels out of range channels=65",
        "audio/x-raw,format=S16LE,rate=1,channels=1,depth=17 | depth does not fit",
        "audio/x-raw,format=S16LE,rate=1,channels=1,depth=0 | depth does not fit",
        "audio/x-raw,format=F32LE,rate=1,channels=1,depth=24 | depth does not fit",
        "audio/x-raw,format=S16LE,rate=1,channels=1,layout=non-interleaved | not interleaved",
        "application/octet-stream,rate={1,2} | caps are not fixed open=[rate]",
      })
  void shouldSayWhatIsWrongWhenCapsAreNoFormat(String caps, String fact) {
    assertThatExceptionOfType(ParallaxException.class)
        .isThrownBy(() -> of(caps))
        .withMessageStartingWith("[PLX-CAPS-002] ")
        .withMessageContaining(fact)
        .satisfies(e -> assertThat(e.diagnostic().id()).isEqualTo(DiagnosticId.CAPS_FORMAT));
  }

  @Test
  void shouldRefuseTypesThatContradictTheClass() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BytesFormat("video/x-raw"));
    assertThatIllegalArgumentException().isThrownBy(() -> new BytesFormat("ANY"));
    assertThatIllegalArgumentException().isThrownBy(() -> new BytesFormat("x"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PacketFormat("a/b", Map.of("x", 1L), CodecData.NONE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PacketFormat("a/b", Map.of("framed", true), CodecData.NONE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PacketFormat(MediaCaps.STREAM_TYPE, Map.of(), CodecData.NONE));
  }

  @ParameterizedTest
  @EnumSource(SampleFormat.class)
  void shouldKnowSampleSizesByTheirNames(SampleFormat format) {
    int bits = Integer.parseInt(format.name().replaceAll("\\D", ""));
    AudioFormat audio = AudioFormat.of(format, 48_000, 5);
    assertThat(audio.depth()).isEqualTo(bits);
    assertThat(audio.bytesPerSample()).isEqualTo(bits / 8);
    assertThat(audio.bytesPerFrame()).isEqualTo(5 * bits / 8);
    assertThat(SampleFormats.isFloat(format)).isEqualTo(format.name().startsWith("F"));
    assertThat(SampleFormats.isSigned(format)).isEqualTo(!format.name().startsWith("U"));
    assertThat(SampleFormats.isBigEndian(format)).isEqualTo(format.name().endsWith("BE"));
    assertThat(SampleFormats.littleEndian(format).name())
        .isEqualTo(format.name().replace("BE", "LE"));
  }

  @ParameterizedTest
  @EnumSource(PixelFormat.class)
  void shouldKnowPixelFormats(PixelFormat format) {
    assertThat(PixelFormats.bits(format)).isEqualTo(format.name().contains("10") ? 10 : 8);
    assertThat(PixelFormats.isRgb(format)).isEqualTo(format.name().matches("RGB.*|BGR.*"));
    assertThat(PixelFormats.hasAlpha(format)).isEqualTo(format.name().endsWith("A"));
    assertThat(PixelFormats.chromaShiftY(format))
        .isLessThanOrEqualTo(PixelFormats.chromaShiftX(format));
  }
}

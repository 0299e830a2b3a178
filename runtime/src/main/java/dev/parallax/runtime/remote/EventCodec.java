package dev.parallax.runtime.remote;

import dev.parallax.model.caps.CapsText;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.Event;
import java.util.HashMap;
import java.util.Map;

/** Events and formats as bytes. What is read is another process's, and bounded. */
final class EventCodec {
  private static final int STREAM_START = 1;
  private static final int SEGMENT = 2;
  private static final int TAGS = 3;
  private static final int GAP = 4;
  private static final int EOS = 5;
  private static final int CUSTOM = 6;
  private static final int SEEK = 7;
  private static final int QOS = 8;
  private static final int LATENCY = 9;
  private static final int FORCE_KEY_UNIT = 10;
  private static final int SEEK_BYTES = 11;

  /**
   * Most texts of an event: of a few bytes each they would take many times as much on the heap. A
   * file may have a thousand tags, and its stream some of its own.
   */
  static final int MAX_TEXTS = 1 << 10;

  /** Most of the heap that an event takes which was read, in bytes: that many texts, all long. */
  static final long MAX_HEAP = 2L * Packer.MAX_BYTES + MAX_TEXTS * 144L + 256;

  /** Two empty texts. */
  private static final int LEAST_ENTRY = 8;

  private EventCodec() {}

  static Packer write(Packer to, Event event) {
    return switch (event) {
      case Event.StreamStart e -> to.u8(STREAM_START).text(e.id());
      case Event.Segment e ->
          to.u8(SEGMENT)
              .i64(Double.doubleToRawLongBits(e.rate()))
              .i64(e.start())
              .i64(e.stop())
              .i64(e.base());
      case Event.Tags e -> map(to.u8(TAGS), e.tags());
      case Event.Gap e -> to.u8(GAP).i64(e.pts()).i64(e.duration());
      case Event.Eos e -> to.u8(EOS);
      case Event.Custom e -> map(to.u8(CUSTOM).text(e.name()), e.fields());
      case Event.Seek e -> to.u8(SEEK).i64(e.position()).i64(e.stop());
      case Event.SeekBytes e -> to.u8(SEEK_BYTES).i64(e.offset());
      case Event.Qos e -> to.u8(QOS).i64(e.jitter()).i64(e.pts());
      case Event.Latency e -> to.u8(LATENCY).i64(e.ns());
      case Event.ForceKeyUnit e -> to.u8(FORCE_KEY_UNIT);
    };
  }

  private static Packer map(Packer to, Map<String, String> texts) {
    if (texts.size() > MAX_TEXTS) {
      throw new IllegalArgumentException(
          "event has too many texts for another process: texts="
              + texts.size()
              + " max="
              + MAX_TEXTS);
    }
    to.i32(texts.size());
    texts.forEach((key, value) -> to.text(key).text(value));
    return to;
  }

  static Event read(Unpacker from) {
    int kind = from.u8();
    return switch (kind) {
      case STREAM_START -> new Event.StreamStart(from.text());
      case SEGMENT ->
          new Event.Segment(
              Double.longBitsToDouble(from.i64()), from.i64(), from.i64(), from.i64());
      case TAGS -> new Event.Tags(map(from));
      case GAP -> new Event.Gap(from.i64(), from.i64());
      case EOS -> Event.Eos.EOS;
      case CUSTOM -> new Event.Custom(from.text(), map(from));
      case SEEK -> new Event.Seek(from.i64(), from.i64());
      case SEEK_BYTES -> new Event.SeekBytes(from.i64());
      case QOS -> new Event.Qos(from.i64(), from.i64());
      case LATENCY -> new Event.Latency(from.i64());
      case FORCE_KEY_UNIT -> new Event.ForceKeyUnit();
      default -> throw new PeerFault("unknown event: kind=" + kind);
    };
  }

  /** An event of a kind that an element may send on. */
  static Event.Downstream readDownstream(Unpacker from) {
    if (read(from) instanceof Event.Downstream down) {
      return down;
    }
    throw new PeerFault("event does not go downstream");
  }

  /** An event that an element may send to those before it. */
  static Event.Upstream readUpstream(Unpacker from) {
    if (read(from) instanceof Event.Upstream up) {
      return up;
    }
    throw new PeerFault("event does not go upstream");
  }

  private static Map<String, String> map(Unpacker from) {
    int count = from.count(LEAST_ENTRY);
    if (count > MAX_TEXTS) {
      throw new PeerFault("event has too many texts: texts=" + count + " max=" + MAX_TEXTS);
    }
    Map<String, String> texts = HashMap.newHashMap(count);
    for (int i = 0; i < count; i++) {
      texts.put(from.text(), from.text());
    }
    return texts;
  }

  static Packer write(Packer to, Format format) {
    return to.text(CapsText.print(format.toCaps()));
  }

  static Format readFormat(Unpacker from) {
    String text = from.text();
    try {
      return Format.of(CapsText.parseMedia(text));
    } catch (ParallaxException | IllegalArgumentException e) {
      throw new PeerFault("no format: " + e.getMessage(), e);
    }
  }
}

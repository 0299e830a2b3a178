package dev.parallax.runtime.spi;

import dev.parallax.model.format.Format;
import dev.parallax.runtime.element.AudioBlock;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Packet;
import dev.parallax.runtime.element.VideoFrame;
import dev.parallax.runtime.element.View;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the views of a port.
 *
 * @param <V> view type
 */
public final class ViewKind<V extends View> {
  /** Any payload. */
  public static final ViewKind<View> VIEW = new ViewKind<>("View", BytesView::new);

  /** Bytes. */
  public static final ViewKind<Bytes> BYTES = new ViewKind<>("Bytes", BytesView::new);

  /** Raw video. */
  public static final ViewKind<VideoFrame> VIDEO_FRAME =
      new ViewKind<>("VideoFrame", VideoFrameView::new);

  /** Raw audio. */
  public static final ViewKind<AudioBlock> AUDIO_BLOCK =
      new ViewKind<>("AudioBlock", AudioBlockView::new);

  /** Encoded packets. */
  public static final ViewKind<Packet> PACKET = new ViewKind<>("Packet", PacketView::new);

  private final String name;
  private final Supplier<? extends BufferView> maker;

  private <W extends BufferView> ViewKind(String name, Supplier<W> maker) {
    this.name = name;
    this.maker = maker;
  }

  /** Simple name of the view type. */
  public String name() {
    return name;
  }

  /** A port's format as the type that its element asked for. */
  static <F extends Format> F format(@Nullable Format format, Class<F> type, String port) {
    if (!type.isInstance(format)) {
      String is = format == null ? "not known yet" : format.toString();
      throw new IllegalStateException(
          "port's format is not what @Configure asks for port="
              + port
              + " wanted="
              + type.getSimpleName()
              + " is="
              + is);
    }
    return type.cast(format);
  }

  BufferView make() {
    return maker.get();
  }

  /** The view as its public type: a {@link BufferView} of this kind always is one. */
  @SuppressWarnings({"unchecked", "unused"})
  static <W extends View> W cast(ViewKind<W> kind, BufferView view) {
    return (W) view;
  }
}

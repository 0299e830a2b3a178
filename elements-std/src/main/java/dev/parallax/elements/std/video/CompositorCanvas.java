package dev.parallax.elements.std.video;

import dev.parallax.elements.std.video.kernel.Area;
import dev.parallax.elements.std.video.kernel.Backdrop;
import dev.parallax.elements.std.video.kernel.Blender;
import dev.parallax.elements.std.video.kernel.Picture;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.VideoFrame;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The picture that {@code compositor} makes: which part of each layer is to be seen, decided anew
 * only when something has moved, and the painting of it, from the lowest layer up.
 */
final class CompositorCanvas {
  /** With more parts than these it is cheaper to paint what will be hidden. */
  private static final int MOST_PARTS = 256;

  private final VideoFormat format;
  private final Picture target;
  private final Blender blender;
  private final Backdrop backdrop;
  private final boolean opaqueBelow;
  private boolean opaque;
  private List<Area> empty = List.of();
  private List<CompositorLayer> layers = List.of();
  private @Nullable CompositorLayer only;

  CompositorCanvas(VideoFormat format, Backdrop.Look look) {
    this.format = format;
    target = new Picture(format.format(), format.width(), format.height());
    blender = new Blender(format.format());
    backdrop = new Backdrop(format, look);
    opaqueBelow = look != Backdrop.Look.TRANSPARENT;
    opaque = opaqueBelow;
  }

  VideoFormat format() {
    return format;
  }

  /** Decides what is to be seen. */
  void arrange(List<CompositorLayer> all) {
    List<CompositorLayer> order = new ArrayList<>(all);
    order.sort(Comparator.comparingInt(CompositorLayer::order)); // stable: equal ones as linked
    List<Area> left = List.of(new Area(0, 0, format.width(), format.height()));
    only = null;
    for (int i = order.size() - 1; i >= 0; i--) {
      CompositorLayer layer = order.get(i);
      List<Area> covered = layer.arrange(format);
      if (covered.isEmpty()) {
        continue;
      }
      layer.visible(common(left, covered.getFirst()));
      if (layer.fills(format)) {
        only = layer;
      }
      if (layer.hides()) {
        left = without(left, covered.getFirst());
      }
    }
    empty = left;
    layers = order;
    opaque = opaqueBelow && order.stream().noneMatch(l -> l.isSeen() && l.bringsTransparency());
    if (only != null && order.stream().anyMatch(l -> l != only && l.isSeen())) {
      only = null;
    }
  }

  private static List<Area> common(List<Area> parts, Area covered) {
    return parts.stream().flatMap(part -> part.and(covered).stream()).toList();
  }

  private static List<Area> without(List<Area> parts, Area covered) {
    List<Area> left = parts.stream().flatMap(part -> part.minus(covered).stream()).toList();
    return left.size() > MOST_PARTS ? parts : left;
  }

  /** The frame that is all there is to be seen, to be sent on as it is; null: paint. */
  @Nullable VideoFrame whole() {
    CompositorLayer l = only;
    return l == null ? null : l.frame();
  }

  void paint(VideoFrame out) {
    Frames.point(target, out);
    for (int i = 0; i < empty.size(); i++) { // no iterator for each frame
      backdrop.paint(target, empty.get(i));
    }
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).paint(target, blender, opaque);
    }
  }
}

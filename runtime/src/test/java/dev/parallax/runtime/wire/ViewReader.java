package dev.parallax.runtime.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Makes a record of what a view shows. */
final class ViewReader {
  private ViewReader() {}

  static Everything read(EverythingView view) {
    return new Everything(
        view.flag(),
        view.i8(),
        view.i16(),
        view.letter(),
        view.i32(),
        view.i64(),
        view.f32(),
        view.f64(),
        view.color(),
        part(view.part()),
        view.text().toString(),
        view.bytes().toArray(),
        view.hasMaybeFlag() ? Optional.of(view.maybeFlag()) : Optional.empty(),
        view.hasMaybeInt() ? OptionalInt.of(view.maybeInt()) : OptionalInt.empty(),
        view.hasMaybeLong() ? OptionalLong.of(view.maybeLong()) : OptionalLong.empty(),
        view.hasMaybeDouble() ? OptionalDouble.of(view.maybeDouble()) : OptionalDouble.empty(),
        view.hasMaybeText() ? Optional.of(view.maybeText().toString()) : Optional.empty(),
        view.hasMaybePart() ? Optional.of(part(view.maybePart())) : Optional.empty(),
        view.hasMaybeColor() ? Optional.of(view.maybeColor()) : Optional.empty(),
        list(view.doublesCount(), view::doubles),
        list(view.flagsCount(), view::flags),
        list(view.colorsCount(), view::colors),
        list(view.textsCount(), i -> view.texts(i).toString()),
        list(view.blobsCount(), i -> view.blobs(i).toArray()),
        list(view.partsCount(), i -> part(view.parts(i))));
  }

  private static Part part(PartView view) {
    return new Part(view.x(), view.label().toString());
  }

  private interface At<T> {
    T get(int index);
  }

  private static <T> List<T> list(int count, At<T> at) {
    List<T> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(at.get(i));
    }
    return list;
  }
}

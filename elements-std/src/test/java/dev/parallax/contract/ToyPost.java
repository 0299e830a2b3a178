package dev.parallax.contract;

import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.InOut;
import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Same;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Transform;
import dev.parallax.annotations.Wire;
import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.element.Context;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Posts messages of each kind. */
@Element(name = "toypost", summary = "Posts messages", posts = ToyPost.Told.class)
final class ToyPost {
  /** A message with a form in bytes. */
  @Wire
  record Told(int number, @MaxLength(8) String text, @MaxLength(4) List<Double> values) {}

  /** One without. */
  record Untold(int number) {}

  /** What is posted. */
  enum What {
    RECORD,
    LONG_RECORD,
    UNKNOWN_RECORD,
    TEXT,
    NUMBER,
    NUMBERS,
    OBJECT
  }

  @Property(doc = "what to post")
  What what = What.RECORD;

  @Property(doc = "messages for each buffer", min = 0)
  int times = 1;

  private @Nullable Context context;
  private int number;

  @Start
  void start(Context started) {
    context = started;
    number = 0;
  }

  @Transform
  @Same("*")
  void look(@InOut(readOnly = true) @AnyCaps Bytes buffer) {
    Context c = context;
    if (c == null) {
      throw new IllegalStateException("not started");
    }
    for (int i = 0; i < times; i++) {
      c.post(message());
    }
    number++;
  }

  private Object message() {
    return switch (what) {
      case RECORD -> new Told(number, "n" + number, List.of(number * 0.5, -1.0));
      case LONG_RECORD -> new Told(number, "more than eight", List.of());
      case UNKNOWN_RECORD -> new Untold(number);
      case TEXT -> "n" + number;
      case NUMBER -> number;
      case NUMBERS -> List.of(number, number * 0.5, (long) number);
      case OBJECT -> new Object();
    };
  }
}

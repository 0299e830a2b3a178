package consumer;

import consumer.other.Box;
import dev.parallax.annotations.MaxLength;
import dev.parallax.annotations.Wire;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

public final class Main {
  @Wire
  public record Report(
      long at,
      boolean index,
      @MaxLength(12) String offset,
      Kind length,
      Box box,
      @MaxLength(4) byte[] bytes,
      OptionalInt from,
      @MaxLength(8) Optional<String> to,
      @MaxLength(3) List<Integer> values,
      @MaxLength(2) List<Box> boxes) {}

  enum Kind { FIRST, SECOND }

  @Deprecated
  @Wire
  record Old(Kind kind) {}

  public static void main(String[] arguments) {
    Report report =
        new Report(
            7, true, "größe", Kind.SECOND, new Box(1, 2), new byte[] {3}, OptionalInt.of(4),
            Optional.of("five"), List.of(6, 7), List.of(new Box(8, 9)));
    // snippet: codec
    MemorySegment memory = MemorySegment.ofArray(new byte[ReportWire.SIZE]);
    ReportWire.CODEC.encode(report, memory, 0);
    Report read = ReportWire.CODEC.decode(memory, 0, ReportWire.SIZE);
    // end snippet
    System.out.println(read.offset() + " " + read.length() + " " + read.box() + " " + read.bytes()[0]
        + " " + read.from() + " " + read.to() + " " + read.values() + " " + read.boxes());
    // snippet: view
    ReportView view = new ReportView();
    view.wrap(memory, 0, ReportWire.SIZE);
    boolean isFive = view.to().contentEquals("five");
    // end snippet
    System.out.println(isFive);
    System.out.println(view.at() + " " + view.index() + " " + view.offset() + " " + view.length() + " "
        + view.box().y() + " " + view.bytes().byteAt(0) + " " + view.from() + " " + view.to() + " "
        + view.values(1) + " " + view.boxes(0).x() + " " + view.valuesCount());
    System.out.print(ReportWire.SCHEMA);
  }
}

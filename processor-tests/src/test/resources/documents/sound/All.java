package sound;

import static dev.parallax.elements.std.StdElements.appSink;

import dev.parallax.runtime.element.Bytes;
import dev.parallax.runtime.pipeline.Pipeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Runs every element of the documents. */
final class All {
  public static void main(String[] args) throws Exception {
    try (Pipeline clicks = Pipeline.parse("clicks num-buffers=101 ! gain gain=0.5 ! meter name=m")) {
      clicks.run();
      System.out.println("peak " + clicks.find("m", MeterElement.Control.class).peak());
    }
    show("pixel", "videotestsrc pattern=white num-buffers=1 ! video/x-raw,format=GRAY8,width=4,height=4 ! invert ! ${show}");
    Path text = Files.writeString(Path.of(args[0]), "0 one\n1 two\n0 three\n1 four");
    show("line", "filesrc location=" + text + " blocksize=4 ! lines ! echo ! ${show}");
    show("merged", "filesrc location=" + text + " ! lines ! interleave ! ${show}");
    show("sorted", "filesrc location=" + text + " ! lines ! sortlines name=d d.line_0 ! fakesink d.line_1 ! ${show}");
    show(
        "mixed",
        "average name=mix ! ${show} "
            + "videotestsrc pattern=white num-buffers=2 ! video/x-raw,format=GRAY8,width=4,height=4 ! mix. "
            + "videotestsrc pattern=black num-buffers=2 ! mix.");
    show("settled", "filesrc location=" + text + " ! lines ! settle ! ${show}");
    show(
        "in turn",
        "inturn name=t ! ${show} filesrc location=" + text + " ! lines ! t. filesrc location=" + text + " ! lines ! t.");
    show(
        "difference",
        "difference name=d ! ${show} "
            + "videotestsrc pattern=white num-buffers=2 ! video/x-raw,format=GRAY8,width=4,height=4 ! d.a "
            + "videotestsrc pattern=black num-buffers=1 ! d.b");
    var tags = appSink(in -> System.out.println(in.metadata() + " " + in.metadata().carried()));
    try (Pipeline numbers = Pipeline.parse("clicks num-buffers=2 ! number ! ${tags}", Map.of("tags", tags))) {
      numbers.run();
    }
  }

  private static void show(String title, String text) {
    try (Pipeline pipeline = Pipeline.parse(text, Map.of("show", appSink(in -> print(title, in))))) {
      pipeline.run();
    }
  }

  private static void print(String title, Bytes in) {
    byte[] bytes = new byte[(int) in.size()];
    in.copyTo(0, bytes, 0, bytes.length);
    boolean picture = in.format().toCaps().type().equals("video/x-raw");
    System.out.println(title + " " + (picture ? Byte.toUnsignedInt(bytes[0]) : new String(bytes, StandardCharsets.UTF_8).strip()));
  }
}

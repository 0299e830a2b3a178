package dev.parallax.examples.hello;

import static dev.parallax.elements.std.StdElements.appSink;
import static dev.parallax.elements.std.StdElements.audioTestSrc;

import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;

/** A source and a sink: once as a string, once with typed builders. */
public final class Hello {
  private Hello() {}

  /** Runs the example. */
  public static void main(String... args) {
    fromString();
    fromBuilders();
  }

  /** The same string works on the command line: {@code parallax launch "..."}. */
  private static void fromString() {
    String text = "videotestsrc num-buffers=3 ! fakesink silent=false";
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.bus().listen(Hello::print);
      pipeline.run();
    }
  }

  private static void print(Message message) {
    switch (message) {
      case Message.Info info -> System.out.println(info.from() + ": " + info.text());
      case Message.Eos eos -> System.out.println("end of stream");
      default -> {} // states, warnings; failures are thrown by run()
    }
  }

  /** Here javac knows what flows: a video encoder after {@code audioTestSrc} would not compile. */
  private static void fromBuilders() {
    audioTestSrc()
        .numBuffers(2)
        .to(
            appSink(in ->
                System.out.println("samples: " + in.size() + " bytes of " + in.format().toCaps())))
        .run();
  }
}

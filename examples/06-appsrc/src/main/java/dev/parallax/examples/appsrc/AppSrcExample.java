package dev.parallax.examples.appsrc;

import dev.parallax.elements.std.app.AppSample;
import dev.parallax.elements.std.app.AppSinkElement;
import dev.parallax.elements.std.app.AppSrcElement;
import dev.parallax.runtime.pipeline.Pipeline;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The application pushes samples into a pipeline on one thread, and pulls the result on another.
 */
public final class AppSrcExample {
  private static final int RATE = 48_000;
  private static final int BLOCKS = 5;
  private static final int SAMPLES = 480;
  private static final long BLOCK_NS = 1_000_000_000L * SAMPLES / RATE;

  private AppSrcExample() {}

  /** Runs the example. */
  public static void main(String... args) throws InterruptedException {
    // block=true: push waits while max-bytes of data wait, so the application can't run ahead.
    String text =
        "appsrc name=in block=true max-bytes=2000"
            + " caps=audio/x-raw,format=S16LE,rate=48000,channels=1 ! audioconvert !"
            + " audio/x-raw,format=F32LE,channels=2 ! appsink name=out";
    try (Pipeline pipeline = Pipeline.parse(text)) {
      AppSrcElement.Control in = pipeline.find("in", AppSrcElement.Control.class);
      AppSinkElement.Control out = pipeline.find("out", AppSinkElement.Control.class);
      pipeline.prepare();
      pipeline.activate();
      Thread producer = Thread.ofVirtual().start(() -> produce(in));
      for (AppSample sample = out.pull(-1); sample != null; sample = out.pull(-1)) {
        print(sample);
      }
      producer.join();
      pipeline.await(); // throws when an element failed
    }
    System.out.println("end of stream");
  }

  private static void produce(AppSrcElement.Control in) {
    try {
      for (int block = 0; block < BLOCKS; block++) {
        ByteBuffer data = ByteBuffer.allocate(SAMPLES * Short.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < SAMPLES; i++) {
          data.putShort((short) (block * 0x1000));
        }
        if (!in.push(data.flip(), block * BLOCK_NS, BLOCK_NS)) {
          return; // the pipeline has stopped
        }
      }
      in.endOfStream();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void print(AppSample sample) {
    ByteBuffer samples = ByteBuffer.wrap(sample.bytes()).order(ByteOrder.LITTLE_ENDIAN);
    System.out.println(
        sample.pts() / 1_000_000
            + " ms: "
            + sample.bytes().length
            + " bytes, left="
            + samples.getFloat()
            + " right="
            + samples.getFloat());
  }
}

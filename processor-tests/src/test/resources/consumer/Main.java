package consumer;

import static consumer.ConsumerElements.*;

import dev.parallax.runtime.pipeline.Pipeline;

final class Main {
  private Main() {}

  private static void typed(String title, dev.parallax.runtime.typed.Link link) {
    try (Pipeline pipeline = link.pipeline()) {
      pipeline.run();
      System.out.println(title + ": " + text(pipeline));
    }
  }

  private static String text(Pipeline pipeline) {
    return pipeline.find("c", CollectElement.Control.class).text().strip();
  }

  private static CollectElement c() {
    return collect().named("c");
  }

  private static void string(String title, String text) {
    try (Pipeline pipeline = Pipeline.parse(text)) {
      pipeline.run();
      System.out.println(title + ": " + text(pipeline));
    }
  }

  public static void main(String[] arguments) {
    typed("source", count().to(c()));
    typed("properties", count().numBuffers(2).first(5).factor(2f).offset(1.0).label("y").order(Elements.Order.UP_AND_DOWN).to(c()));
    typed("burst", burst().to(c()));
    typed("in place", count().via(plus().by(10)).via(look()).to(c()));
    typed("one to one", count().to(negate()).to(c()));
    typed("one to many", count().to(twice()).to(c()));
    typed("code", count().via(apply(b -> b.set(0, (byte) (b.get(0) * 7)))).to(c()));
    SumElement sum = sum();
    count().to(sum.in());
    count().first(10).to(sum.in());
    typed("aligned", sum.out().to(c()));
    SplitElement split = split();
    count().numBuffers(4).to(split.in());
    typed("sometimes", split.part().to(c()));
    string("string", "count num-buffers=4 first=3 order=up-and-down ! plus by=-3 ! collect name=c");
    string("fan", "count ! fan name=f  f. ! gather name=g ! collect name=c");
    try (Pipeline pipeline = Pipeline.parse("count ! plus name=p ! collect name=c")) {
      PlusElement.Control plus = pipeline.find("p", PlusElement.Control.class);
      plus.by(5);
      plus.order(Elements.Order.UP_AND_DOWN);
      System.out.println("control: " + plus.by() + " " + plus.order());
    }
    try {
      Pipeline.parse("count ! plus by=11 ! collect");
    } catch (RuntimeException e) {
      System.out.println("range: " + e.getMessage().lines().findFirst().orElse(""));
    }
    try {
      Pipeline.parse("count ! apply ! collect").run();
    } catch (RuntimeException e) {
      System.out.println("user code: " + e.getMessage().lines().findFirst().orElse(""));
    }
    try {
      Pipeline.parse("count name=broken fail=true ! collect").run();
    } catch (RuntimeException e) {
      System.out.println("failure: " + e.getMessage().lines().findFirst().orElse(""));
    }
  }
}

package dev.parallax.runtime.isolation;

import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.remote.ThreadPeer;
import java.nio.charset.StandardCharsets;

/**
 * Uses what children use, so that it gets into a cache of classes: pipelines whose elements run as
 * they do in children, but on threads of this process. Its first bytes are the pipelines, a line
 * each.
 */
final class TrainingTask implements ChildTask {
  @Override
  public void prepare(ChildContext context) throws Exception {
    context.send(new byte[] {1});
    Class.forName(ElementTask.class.getName());
    Class.forName(ServedElement.class.getName());
    ElementStart start = new ElementStart("x", "x", new byte[1], new byte[1]);
    ElementStart.decode(start.encode());
    // A cache with vectors can't be made: their module is not there from the start.
    System.setProperty("parallax.vector", "false");
    for (String each : new String(context.init(), StandardCharsets.UTF_8).lines().toList()) {
      try (Pipeline pipeline = Pipeline.parse(each)) {
        pipeline
            .placement((name, element) -> Isolation.isBound(element) ? null : ThreadPeer.LAUNCHER)
            .run();
      }
    }
  }

  @Override
  public void run(ChildContext context) {}
}

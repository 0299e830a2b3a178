package dev.parallax.runtime.isolation;

import java.util.Optional;

/** Sends back what it gets; {@code exit}, {@code crash} and {@code throw} do what they say. */
public final class EchoTask implements ChildTask {
  @Override
  public void prepare(ChildContext context) {
    System.out.println("prepared " + new String(context.init()));
  }

  @Override
  public void run(ChildContext context) throws Exception {
    for (Optional<byte[]> got; (got = context.receive()).isPresent(); ) {
      switch (new String(got.get())) {
        case "exit" -> Runtime.getRuntime().halt(5);
        case "throw" -> throw new IllegalStateException("thrown \u001b[31mon purpose");
        case "hang" -> Thread.sleep(100_000);
        case "print" -> System.out.println("a line\u001b[2J\nfake\r[PLX-SBX-005]");
        default -> context.send(got.get());
      }
    }
  }
}

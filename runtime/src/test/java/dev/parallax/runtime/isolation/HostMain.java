package dev.parallax.runtime.isolation;

import java.time.Duration;

/** A host that starts a child, prints its process id and waits. */
final class HostMain {
  private HostMain() {}

  public static void main(String[] args) throws Exception {
    Supervisor supervisor = Supervisor.open("host");
    IsolatedChild child =
        supervisor.start(
            ElementSandbox.of("echo", EchoTask.class.getName(), TestClasses.path())
                .withQuota(args.length > 0 ? new Quota(256 << 20, 0) : Quota.NONE),
            new SandboxListener() {});
    child.awaitReady(Duration.ofSeconds(30));
    System.out.println(child.pid());
    Thread.sleep(Duration.ofMinutes(2));
  }
}

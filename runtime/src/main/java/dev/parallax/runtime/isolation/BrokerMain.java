package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Pidfd;
import dev.parallax.nativeglue.linux.Prctl;
import dev.parallax.nativeglue.linux.Unistd;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Main class of the broker: a process in a user namespace, where it has the capabilities that an
 * unprivileged user has not, and whose spawner threads make the children. It ends with the process
 * that started it, and its children with it.
 */
final class BrokerMain {
  private static final int SOCKET = 3;

  private BrokerMain() {}

  /** Serves until the other side is gone. */
  public static void main(String[] args) {
    try {
      Prctl.prctl(Prctl.PR_SET_PDEATHSIG, Pidfd.SIGKILL, 0, 0, 0);
      BrokerWire wire = new BrokerWire(SOCKET);
      wire.send(new BrokerWire.Message.Hello());
      for (BrokerWire.Message message; (message = wire.receive()) != null; ) {
        if (message instanceof BrokerWire.Message.Launch launch) {
          serve(wire, launch);
        }
      }
    } finally {
      Runtime.getRuntime().halt(0);
    }
  }

  private static void serve(BrokerWire wire, BrokerWire.Message.Launch launch) {
    CompletableFuture<Spawner.Launched> result =
        launch.tryOut()
            ? Spawner.tryOut(launch.plan())
            : Spawner.start(launch.plan(), launch.name());
    int number = launch.number();
    try {
      Spawner.Launched child = result.join();
      wire.send(new BrokerWire.Message.Launched(number, child.pid(), child.pidfd()));
      if (child.pidfd() >= 0) {
        Unistd.close(child.pidfd());
      }
      child.exit().thenAccept(exit -> wire.send(new BrokerWire.Message.Ended(number, exit)));
    } catch (CompletionException e) {
      Spawner.SpawnException cause = Spawner.SpawnException.of(e);
      wire.send(
          new BrokerWire.Message.Failed(
              number, cause.step(), cause.errno(), String.valueOf(cause.getMessage())));
    } finally {
      for (int fd : launch.plan().fds()) {
        Unistd.close(fd);
      }
      for (SpawnPlan.Copy copy : launch.plan().copies()) {
        Unistd.close(copy.fd());
      }
    }
  }
}

package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Makes and uses a cache of classes; in a JVM of its own, because only jars can be cached. */
final class AotMain {
  private AotMain() {}

  public static void main(String[] args) throws Exception {
    Path directory = Path.of(args[0]);
    AotCaches caches = new AotCaches(directory);
    assertThat(caches.find(TestClasses.path())).isEmpty();
    Path cache = caches.make().orElseThrow();
    assertThat(caches.find(TestClasses.path())).contains(cache);
    assertThat(caches.make()).contains(cache);
    try (Supervisor supervisor = Supervisor.open("test", caches)) {
      IsolatedChild child =
          supervisor.start(
              ElementSandbox.of("echo", EchoTask.class.getName(), TestClasses.path()),
              new SandboxListener() {});
      child.awaitReady(Duration.ofSeconds(20));
      String command = Files.readString(Path.of("/proc/" + child.pid() + "/cmdline"));
      assertThat(command).contains("-XX:AOTCache=" + cache);
      assertThat(child.shutdown(Duration.ofSeconds(20)).kind()).isEqualTo(ChildExit.Kind.DONE);
      assertThat(child.lastOutput()).noneMatch(line -> line.contains("AOT"));
    }
    Path exact = caches.make(TestClasses.path(), List.of()).orElseThrow();
    assertThat(exact).isNotEqualTo(cache);
    assertThat(caches.find(TestClasses.path())).contains(exact);
    assertThat(caches.find(List.of())).contains(cache);
    sweep(caches, directory);
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxrwxr-x"));
    assertThat(caches.find(TestClasses.path())).as("a directory that others may write").isEmpty();
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertThat(caches.find(List.of())).contains(cache);
    Files.setLastModifiedTime(
        ChildFiles.ownClassPath().getFirst(), FileTime.from(Instant.EPOCH.plusSeconds(1)));
    assertThat(caches.find(TestClasses.path())).as("a jar that has changed").isEmpty();
    System.out.println("cache was made and used");
    System.exit(0);
  }

  private static void sweep(AotCaches caches, Path directory) throws Exception {
    FileTime longAgo = FileTime.from(Instant.now().minus(Duration.ofDays(40)));
    for (String name : new String[] {"0.aot", "new-1-1", "mine"}) {
      Files.setLastModifiedTime(Files.createFile(directory.resolve(name)), longAgo);
    }
    Files.createFile(directory.resolve("new-2-2"));
    caches.sweep();
    assertThat(directory.resolve("0.aot")).doesNotExist();
    assertThat(directory.resolve("new-1-1")).doesNotExist();
    assertThat(directory.resolve("new-2-2")).exists();
    assertThat(directory.resolve("mine")).exists();
  }
}

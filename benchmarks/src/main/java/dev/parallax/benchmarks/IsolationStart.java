package dev.parallax.benchmarks;

import dev.parallax.runtime.isolation.AotCaches;
import dev.parallax.runtime.isolation.ChildContext;
import dev.parallax.runtime.isolation.ChildTask;
import dev.parallax.runtime.isolation.ElementSandbox;
import dev.parallax.runtime.isolation.IsolatedChild;
import dev.parallax.runtime.isolation.SandboxListener;
import dev.parallax.runtime.isolation.Supervisor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/**
 * How long a child takes from {@code start} to "locked in, with its task running", and how much
 * memory it has then; with and without the cache of classes. Each child answers a message before it
 * counts. Arguments: how many children, and a directory that exists.
 */
public final class IsolationStart {
  private static final int WARM_UP = 3;
  private static final Duration LIMIT = Duration.ofSeconds(30);

  private IsolationStart() {}

  /** Prints a table. */
  public static void main(String[] args) throws Exception {
    int children = Integer.parseInt(args[0]);
    Path directory = Path.of(args[1]);
    AotCaches caches = new AotCaches(directory.resolve("aot"));
    ElementSandbox sandbox =
        ElementSandbox.of("benchmark", Echo.class.getName(), List.of(jar(directory)));
    System.out.println("| | ready, ms: median | best | worst | resident, MiB | private, MiB |");
    System.out.println("|---|---|---|---|---|---|");
    measure("without cache", caches, sandbox, children);
    long before = System.nanoTime();
    if (caches.make().isEmpty()) {
      throw new IllegalStateException("no cache: Parallax is not in jars");
    }
    System.err.printf("cache was made in %.1f s%n", (System.nanoTime() - before) / 1e9);
    measure("with cache", caches, sandbox, children);
  }

  private static void measure(String name, AotCaches caches, ElementSandbox sandbox, int children)
      throws Exception {
    double[] ready = new double[children];
    double[] resident = new double[children];
    double[] own = new double[children];
    try (Supervisor supervisor = Supervisor.open("benchmark", caches)) {
      for (int i = -WARM_UP; i < children; i++) {
        SynchronousQueue<String> answers = new SynchronousQueue<>();
        SandboxListener listener =
            new SandboxListener() {
              @Override
              public void message(byte[] bytes) {
                try {
                  answers.offer(new String(bytes), LIMIT.toSeconds(), TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                  Thread.currentThread().interrupt();
                }
              }
            };
        long start = System.nanoTime();
        try (IsolatedChild child = supervisor.start(sandbox, listener)) {
          child.awaitReady(LIMIT);
          long ns = System.nanoTime() - start;
          child.send("ping".getBytes());
          if (!"ping".equals(answers.poll(LIMIT.toSeconds(), TimeUnit.SECONDS))) {
            throw new IllegalStateException("child does not answer");
          }
          if (i >= 0) {
            ready[i] = ns / 1e6;
            ProcessMemory memory = ProcessMemory.of(child.pid());
            resident[i] = memory.all();
            own[i] = memory.own();
          }
        }
      }
    }
    Arrays.sort(ready);
    Arrays.sort(resident);
    Arrays.sort(own);
    System.out.printf(
        "| %s | %.0f | %.0f | %.0f | %.0f | %.0f |%n",
        name,
        ready[children / 2],
        ready[0],
        ready[children - 1],
        resident[children / 2],
        own[children / 2]);
  }

  /** A jar with nothing but the task, as an element would come in one. */
  private static Path jar(Path directory) throws IOException {
    String name = Echo.class.getName().replace('.', '/') + ".class";
    Path jar = Files.createTempFile(directory, "echo", ".jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        InputStream in = Echo.class.getResourceAsStream("/" + name)) {
      out.putNextEntry(new ZipEntry(name));
      in.transferTo(out);
    }
    Files.setPosixFilePermissions(jar, PosixFilePermissions.fromString("rw-r--r--"));
    return jar;
  }

  /** Sends back what it gets. */
  public static final class Echo implements ChildTask {
    /** For the child. */
    public Echo() {}

    @Override
    public void prepare(ChildContext context) {}

    @Override
    public void run(ChildContext context) {
      for (Optional<byte[]> got; (got = context.receive()).isPresent(); ) {
        context.send(got.get());
      }
    }
  }
}

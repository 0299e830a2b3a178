package dev.parallax.testkit;

import dev.parallax.memory.MemoryAudit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test that leaves something behind: buffers, file descriptors, threads of pipelines, child
 * processes, or an exception that nobody caught. What goes away within two seconds is no leak.
 *
 * <pre>{@code @ExtendWith(LeakWatcher.class)}</pre>
 */
public final class LeakWatcher implements BeforeEachCallback, AfterEachCallback {
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);

  /**
   * Class and jar files come and go with class loading; SecureRandom keeps its devices open for
   * good.
   */
  private static final Pattern OF_THE_JDK =
      Pattern.compile("\\.jar$|\\.class$|/modules$|^/dev/u?random$");

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(LeakWatcher.class);

  /** JUnit makes it. */
  public LeakWatcher() {}

  @Override
  public void beforeEach(ExtensionContext context) {
    Watch watch =
        new Watch(fds(), threads(), children(), Thread.getDefaultUncaughtExceptionHandler());
    Thread.setDefaultUncaughtExceptionHandler(
        (thread, error) -> watch.uncaught.add(thread.getName() + ": " + error));
    context.getStore(NAMESPACE).put("watch", watch);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    Watch watch = context.getStore(NAMESPACE).remove("watch", Watch.class);
    if (watch == null) {
      return;
    }
    Thread.setDefaultUncaughtExceptionHandler(watch.handler);
    long deadline = System.nanoTime() + PATIENCE_NS;
    List<String> left = leftovers(watch);
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      LockSupport.parkNanos(5_000_000);
      left = leftovers(watch);
    }
    if (!left.isEmpty()) {
      throw new AssertionError("test left behind:\n  " + String.join("\n  ", left));
    }
  }

  private record Watch(
      Map<String, Integer> fds,
      Set<Long> threads,
      Set<Long> children,
      Thread.@Nullable UncaughtExceptionHandler handler,
      ConcurrentLinkedQueue<String> uncaught) {
    Watch(
        Map<String, Integer> fds,
        Set<Long> threads,
        Set<Long> children,
        Thread.@Nullable UncaughtExceptionHandler handler) {
      this(fds, threads, children, handler, new ConcurrentLinkedQueue<>());
    }
  }

  private static List<String> leftovers(Watch watch) {
    List<String> left = new ArrayList<>();
    for (MemoryAudit.Outstanding out : MemoryAudit.outstanding()) {
      if (out.slotsOut() > 0 || out.headersOut() > 0) {
        left.add(
            "buffers pool="
                + out.pool()
                + " slots="
                + out.slotsOut()
                + " headers="
                + out.headersOut());
      }
    }
    fds()
        .forEach((target, count) -> {
          int more = count - watch.fds.getOrDefault(target, 0);
          if (more > 0) {
            left.add("file descriptors target=" + target + " count=" + more);
          }
        });
    for (Thread thread : pipelineThreads()) {
      if (!watch.threads.contains(thread.threadId())) {
        left.add("thread name=" + thread.getName() + " state=" + thread.getState());
      }
    }
    for (Long child : children()) {
      if (!watch.children.contains(child)) {
        left.add("process pid=" + child);
      }
    }
    watch.uncaught.forEach(u -> left.add("uncaught exception " + u));
    return left;
  }

  /** Open descriptors by what they lead to. */
  private static Map<String, Integer> fds() {
    Map<String, Integer> open = new TreeMap<>();
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      for (Path fd : all.toList()) {
        String target = target(fd);
        if (!target.isEmpty() && !OF_THE_JDK.matcher(target).find()) {
          open.merge(target, 1, Integer::sum);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return open;
  }

  private static String target(Path fd) {
    try {
      String target = Files.readSymbolicLink(fd).toString();
      return target.startsWith("/proc/") ? "" : target.replaceAll("\\[\\d+\\]", "");
    } catch (IOException e) {
      return ""; // closed meanwhile
    }
  }

  private static List<Thread> pipelineThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(t -> t.getName().startsWith("pipeline"))
        .toList();
  }

  private static Set<Long> threads() {
    return pipelineThreads().stream().map(Thread::threadId).collect(Collectors.toSet());
  }

  private static Set<Long> children() {
    return ProcessHandle.current()
        .children()
        .map(ProcessHandle::pid)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

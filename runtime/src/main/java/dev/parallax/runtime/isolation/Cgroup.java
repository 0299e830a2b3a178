package dev.parallax.runtime.isolation;

import dev.parallax.runtime.isolation.CgroupPlaces.Controller;
import dev.parallax.runtime.isolation.CgroupPlaces.Place;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The control group of one child: a directory in each hierarchy that limits it. */
final class Cgroup implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final int PERIOD_US = 100_000;
  private static final int US_A_PERCENT = PERIOD_US / 100;
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(2);
  private static final long PAUSE_NS = 1_000_000;

  private final List<Path> directories = new ArrayList<>();
  private final long memoryBytes;
  private Path memory = Path.of("");

  private Cgroup(long memoryBytes) {
    this.memoryBytes = memoryBytes;
  }

  /** A controller can't be used, and why. */
  static final class UnavailableException extends Exception {
    private static final long serialVersionUID = 1L;
    private final String layer;

    UnavailableException(Controller controller, String why) {
      super("control group for " + controller.text() + ": " + why);
      layer = "cgroup " + controller.text();
    }

    String layer() {
      return layer;
    }
  }

  /**
   * Makes a group with its limits, and nobody in it.
   *
   * @param threads most threads, where there is a controller for them
   * @throws UnavailableException when a limit can't be had: nothing is left then
   */
  static Cgroup make(CgroupPlaces places, Quota quota, int threads) throws UnavailableException {
    Set<Controller> wanted = EnumSet.noneOf(Controller.class);
    if (quota.memoryBytes() > 0) {
      wanted.add(Controller.MEMORY);
    }
    if (quota.cpuPercent() > 0) {
      wanted.add(Controller.CPU);
    }
    if (places.places().containsKey(Controller.PIDS)) {
      wanted.add(Controller.PIDS);
    }
    String name = CgroupPlaces.ownPrefix() + NUMBER.incrementAndGet();
    Cgroup made = new Cgroup(quota.memoryBytes());
    for (Controller each : wanted) {
      Place place = places.places().get(each);
      if (place == null) {
        made.close();
        throw new UnavailableException(each, String.valueOf(places.missing().get(each)));
      }
      try {
        made.limit(each, place, name, quota, threads);
      } catch (IOException e) {
        made.close();
        throw new UnavailableException(each, String.valueOf(e));
      }
    }
    return made;
  }

  private void limit(Controller controller, Place place, String name, Quota quota, int threads)
      throws IOException {
    boolean two = place.version() == 2;
    if (two) {
      handDown(controller, place.directory());
    }
    Path group = place.directory().resolve(name);
    if (!directories.contains(group)) {
      Files.createDirectory(group);
      directories.add(group);
    }
    switch (controller) {
      case PIDS -> write(group, "pids.max", Integer.toString(threads));
      case CPU -> {
        long us = (long) quota.cpuPercent() * US_A_PERCENT;
        if (two) {
          write(group, "cpu.max", us + " " + PERIOD_US);
        } else {
          write(group, "cpu.cfs_period_us", Integer.toString(PERIOD_US));
          write(group, "cpu.cfs_quota_us", Long.toString(us));
        }
      }
      case MEMORY -> {
        memory = group;
        write(group, two ? "memory.max" : "memory.limit_in_bytes", "" + quota.memoryBytes());
        // What is swapped out counts as well, where the kernel counts that.
        if (two) {
          writeIfThere(group, "memory.swap.max", "0");
          writeIfThere(group, "memory.oom.group", "1");
        } else {
          writeIfThere(group, "memory.memsw.limit_in_bytes", "" + quota.memoryBytes());
        }
      }
    }
  }

  /**
   * Version 2 gives controllers only to groups below one without processes: this process, which is
   * alone in its group with those that it has made, moves into one of its own with them.
   */
  private static void handDown(Controller controller, Path directory) throws IOException {
    Path handed = directory.resolve("cgroup.subtree_control");
    if (CgroupPlaces.words(handed).contains(controller.text())) {
      return;
    }
    Set<String> inside = CgroupPlaces.words(directory.resolve("cgroup.procs"));
    inside.retainAll(CgroupPlaces.ownProcesses());
    if (!inside.isEmpty()) {
      Path own = directory.resolve(CgroupPlaces.ownPrefix() + "0");
      Files.createDirectories(own);
      for (String each : inside) {
        write(own, "cgroup.procs", each);
      }
    }
    write(directory, "cgroup.subtree_control", "+" + controller.text());
  }

  private static void write(Path directory, String file, String value) throws IOException {
    Files.writeString(directory.resolve(file), value);
  }

  private static void writeIfThere(Path directory, String file, String value) throws IOException {
    if (Files.exists(directory.resolve(file))) {
      write(directory, file, value);
    }
  }

  /** Puts a process into it, with all its threads. */
  void add(int pid) throws IOException {
    for (Path directory : directories) {
      write(directory, "cgroup.procs", Integer.toString(pid));
    }
  }

  /** Where it is, for messages and tests. */
  Set<Path> directories() {
    return new LinkedHashSet<>(directories);
  }

  /** Why the kernel has ended the process, or nothing. */
  String overrun() {
    for (String file : List.of("memory.events", "memory.oom_control")) {
      try {
        Path counts = memory.resolve(file);
        if (memoryBytes > 0 && Files.exists(counts)) {
          boolean killed =
              Files.readAllLines(counts).stream()
                  .anyMatch(line -> line.matches("oom_kill [1-9][0-9]*"));
          return killed ? "it took more memory than its limit memoryBytes=" + memoryBytes : "";
        }
      } catch (IOException e) {
        return ""; // then nobody can tell
      }
    }
    return "";
  }

  /** Removes it, once its process has ended. What can't be removed is swept later. */
  @Override
  public void close() {
    long deadline = System.nanoTime() + PATIENCE_NS;
    for (Path directory : directories) {
      // A process that was waited for can still be leaving its group.
      while (!remove(directory) && System.nanoTime() - deadline < 0) {
        LockSupport.parkNanos(PAUSE_NS);
      }
    }
  }

  private static boolean remove(Path directory) {
    try {
      Files.deleteIfExists(directory);
      return true;
    } catch (DirectoryNotEmptyException e) {
      return false;
    } catch (FileSystemException e) {
      return false; // busy
    } catch (IOException e) {
      return true;
    }
  }
}

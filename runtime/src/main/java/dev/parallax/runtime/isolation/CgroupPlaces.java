package dev.parallax.runtime.isolation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directories where this process can make control groups: below its own, in the hierarchy of
 * each controller (version 1) or in the one for all (version 2). Nowhere else, since that would
 * take a child out of the limits that hold for this process.
 *
 * @param places by controller, those that can be used
 * @param missing why others can't, by controller
 */
record CgroupPlaces(Map<Controller, Place> places, Map<Controller, String> missing) {
  /** Names of groups begin with this, the maker's process, and when that was started. */
  static final String PREFIX = "parallax-";

  private static final int ROOT_FIELD = 3;
  private static final int MOUNT_FIELD = 4;
  private static final int START_FIELD = 19;

  /** What limits. */
  enum Controller {
    /** Memory. */
    MEMORY,
    /** Processor time. */
    CPU,
    /** Processes and threads. */
    PIDS;

    /** As the kernel calls it. */
    String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A directory.
   *
   * @param version of its hierarchy
   */
  record Place(Path directory, int version) {}

  /** A hierarchy, as this process sees it. */
  private record Mount(Path point, String root, Set<String> controllers, int version) {}

  /** Those of this process; removes groups of others that have ended. */
  static CgroupPlaces find() {
    try {
      CgroupPlaces found =
          of(
              Files.readAllLines(Path.of("/proc/self/cgroup")),
              Files.readAllLines(Path.of("/proc/self/mountinfo")));
      found.sweep();
      return found;
    } catch (IOException e) {
      Map<Controller, String> missing = new EnumMap<>(Controller.class);
      Arrays.stream(Controller.values()).forEach(c -> missing.put(c, String.valueOf(e)));
      return new CgroupPlaces(Map.of(), missing);
    }
  }

  /**
   * From the kernel's files.
   *
   * @param own lines of {@code /proc/self/cgroup}
   * @param mounts lines of {@code /proc/self/mountinfo}
   */
  static CgroupPlaces of(List<String> own, List<String> mounts) throws IOException {
    List<Mount> all = mounts.stream().map(CgroupPlaces::mount).filter(m -> m != null).toList();
    Map<Controller, Place> places = new EnumMap<>(Controller.class);
    Map<Controller, String> missing = new EnumMap<>(Controller.class);
    for (Controller controller : Controller.values()) {
      String why = "no control group of this process has it";
      for (String line : own) {
        String[] parts = line.split(":", 3);
        if (parts.length < 3) {
          continue;
        }
        boolean two = parts[1].isEmpty();
        if (!two && !List.of(parts[1].split(",")).contains(controller.text())) {
          continue;
        }
        Path directory = directory(all, two, controller, parts[2]);
        if (directory == null) {
          continue;
        }
        String problem = problem(directory, two, controller);
        if (problem == null) {
          places.put(controller, new Place(directory, two ? 2 : 1));
          break;
        }
        why = problem;
      }
      if (!places.containsKey(controller)) {
        missing.put(controller, why);
      }
    }
    return new CgroupPlaces(places, missing);
  }

  private static @Nullable Mount mount(String line) {
    String[] halves = line.split(" - ", 2);
    String[] front = halves[0].split(" ");
    String[] back = halves.length < 2 ? new String[0] : halves[1].split(" ");
    if (back.length < 3 || front.length <= MOUNT_FIELD || !back[0].startsWith("cgroup")) {
      return null;
    }
    return new Mount(
        Path.of(front[MOUNT_FIELD]),
        front[ROOT_FIELD],
        Set.of(back[2].split(",")),
        back[0].equals("cgroup2") ? 2 : 1);
  }

  private static @Nullable Path directory(
      List<Mount> mounts, boolean two, Controller controller, String path) {
    for (Mount mount : mounts) {
      boolean here = two ? mount.version() == 2 : mount.controllers().contains(controller.text());
      String root = mount.root().equals("/") ? "" : mount.root();
      if (here && (path.equals(root) || path.startsWith(root + "/")) && !path.contains("/..")) {
        return Path.of(mount.point() + path.substring(root.length())).normalize();
      }
    }
    return null;
  }

  /** Null when groups with the controller can be made in the directory. */
  private static @Nullable String problem(Path directory, boolean two, Controller controller)
      throws IOException {
    if (!Files.isWritable(directory)) {
      return "this user may not write directory=" + directory;
    }
    if (!two || words(directory.resolve("cgroup.subtree_control")).contains(controller.text())) {
      return null;
    }
    if (!words(directory.resolve("cgroup.controllers")).contains(controller.text())) {
      return "it is not handed down to directory=" + directory;
    }
    Set<String> others = words(directory.resolve("cgroup.procs"));
    others.removeAll(ownProcesses());
    return others.isEmpty()
        ? null
        : "other processes are in directory=" + directory + " processes=" + others.size();
  }

  /** This process and those that it has made, such as the broker. */
  static Set<String> ownProcesses() {
    return Stream.concat(Stream.of(ProcessHandle.current()), ProcessHandle.current().descendants())
        .map(process -> Long.toString(process.pid()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  static Set<String> words(Path file) throws IOException {
    return Files.isReadable(file)
        ? Stream.of(Files.readString(file).split("\\s+"))
            .filter(word -> !word.isEmpty())
            .collect(Collectors.toCollection(TreeSet::new))
        : new TreeSet<>();
  }

  /** Removes empty groups whose makers have ended. */
  void sweep() {
    places.values().stream().map(Place::directory).distinct().forEach(CgroupPlaces::sweep);
  }

  private static void sweep(Path directory) {
    try (Stream<Path> groups = Files.list(directory)) {
      for (Path group : groups.filter(g -> isStale(g.getFileName().toString())).toList()) {
        remove(group);
      }
    } catch (IOException | java.io.UncheckedIOException e) {
      return; // another time
    }
  }

  private static void remove(Path group) {
    try {
      Files.deleteIfExists(group);
    } catch (IOException e) {
      return; // processes are in it, or whatever: it is not this one's
    }
  }

  private static boolean isStale(String name) {
    String[] parts = name.startsWith(PREFIX) ? name.split("-") : new String[0];
    return parts.length == 4
        && (parts[1] + parts[2]).matches("[0-9]+")
        && !parts[2].equals(startOf(parts[1]));
  }

  /** Beginning of the names of our groups. */
  static String ownPrefix() {
    String pid = Long.toString(ProcessHandle.current().pid());
    return PREFIX + pid + "-" + startOf(pid) + "-";
  }

  /** When a process was started, in ticks since the system was; empty when there is none. */
  private static String startOf(String pid) {
    try {
      String stat = Files.readString(Path.of("/proc", pid, "stat"));
      // The name, in brackets, can have blanks and brackets.
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[START_FIELD];
    } catch (IOException e) {
      return "";
    }
  }
}

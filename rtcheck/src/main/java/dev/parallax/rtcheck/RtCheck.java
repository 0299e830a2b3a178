package dev.parallax.rtcheck;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Verifies methods marked with {@code @RtSafe}, and those that override them, on bytecode. The
 * world is closed: what implements an interface is among the classes of the run. One thread.
 */
public final class RtCheck {
  private static final List<Facts.Lambda> NO_LAMBDAS = List.of();

  private final List<Path> checked = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();
  private final List<ClassFiles.Unit> units = new ArrayList<>();
  private final Map<Path, Supplier<RtSummary>> proofs = new HashMap<>();
  private boolean ignoreSummaries;
  private Predicate<String> omitted = name -> false;

  /** A check of nothing yet. */
  public RtCheck() {}

  /** Adds a directory of classes, a jar or a class file whose marked methods are verified. */
  public RtCheck check(Path path) {
    checked.add(path);
    return this;
  }

  /**
   * Adds a directory or jar that is looked into where calls lead there. Its {@link RtReport.Summary
   * summary} takes the place of its bytecode when it is that of these classes.
   */
  public RtCheck classPath(Path path) {
    classPath.add(path);
    return this;
  }

  /**
   * Leaves out classes of directories, as if they were not there.
   *
   * @param names binary names, with dots
   */
  public RtCheck omit(Predicate<String> names) {
    omitted = names;
    return this;
  }

  /** Looks at bytecode also where a jar of the class path has a summary. */
  public RtCheck ignoreSummaries() {
    ignoreSummaries = true;
    return this;
  }

  /**
   * Looks at everything.
   *
   * @throws dev.parallax.model.diag.ParallaxException PLX-RT-009 if a path cannot be read,
   *     PLX-RT-010 if there is no table for the running JDK
   */
  public RtReport run() {
    JdkTable table = JdkTable.load();
    ClassFiles files = new ClassFiles(omitted);
    List<ClassInfo> classes = new ArrayList<>();
    Set<String> names = new HashSet<>();
    units.clear();
    proofs.clear();
    for (Path path : checked) {
      ClassFiles.Unit unit = files.read(path);
      classes.addAll(unit.classes());
      units.add(unit);
    }
    classes.forEach(type -> names.add(type.name));
    List<RtReport.Summary> summaries = new ArrayList<>();
    for (Path path : classPath) {
      ClassFiles.Unit unit = files.read(path);
      classes.addAll(unit.classes());
      byte[] summary = unit.summary();
      if (summary != null && !ignoreSummaries) {
        String refused = SummaryReader.apply(summary, unit.classes(), table);
        summaries.add(new RtReport.Summary(path, refused));
      }
    }
    Jdk jdk = new Jdk();
    World world = new World(classes, jdk::find);
    Search search = new Search(world, new JdkCalls(jdk, table), roots(world, names));
    RtReport report = search.verify(summaries);
    if (report.violations().isEmpty()) {
      units.forEach(
          unit -> proofs.put(unit.path(), () -> RtSummary.of(unit, search.looked(), world, table)));
    }
    return report;
  }

  /**
   * Names, with dots, of classes that the classes of the last {@link #run} use and that are neither
   * among them nor the JDK's.
   */
  public Set<String> namesBeyond() {
    Set<String> names = new TreeSet<>();
    Set<String> known = new HashSet<>();
    units.forEach(unit -> unit.classes().forEach(type -> known.add(type.name)));
    for (ClassFiles.Unit unit : units) {
      for (ClassInfo type : unit.classes()) {
        for (String used : type.uses()) {
          if (!known.contains(used) && !used.startsWith("[") && !used.startsWith("java/")) {
            names.add(used.replace('/', '.').replace('$', '.'));
          }
        }
      }
    }
    return names;
  }

  /**
   * Writes the summary of a directory that {@link #run} has checked without a violation.
   *
   * @throws IllegalStateException if it has not
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  public void writeSummary(Path directory) {
    Supplier<RtSummary> summary = proofs.get(directory);
    if (summary == null) {
      throw new IllegalStateException("nothing is proven of this path path=" + directory);
    }
    summary.get().write(directory);
  }

  private static Set<MethodInfo> roots(World world, Set<String> checked) {
    Set<MethodInfo> roots = new LinkedHashSet<>();
    world.given().stream()
        .filter(type -> checked.contains(type.name))
        .sorted((a, b) -> a.name.compareTo(b.name))
        .forEach(type -> {
          boolean lambdas = world.makesCallable(type);
          for (MethodInfo method : type.methods.values()) {
            if (!method.isAbstract() && isMarked(method, world)) {
              roots.add(method);
            }
            for (Facts.Lambda lambda : lambdas ? world.lambdasOf(method) : NO_LAMBDAS) {
              MethodInfo target = world.resolve(lambda.target());
              if (target != null && isMarkedInterface(lambda, world)) {
                roots.add(target);
              }
            }
          }
        });
    return roots;
  }

  private static boolean isMarkedInterface(Facts.Lambda lambda, World world) {
    MethodInfo method = world.resolve(lambda.method());
    return method != null && method.safe && method.trusted == null;
  }

  /** Marked itself, or overriding a method that is. */
  private static boolean isMarked(MethodInfo method, World world) {
    if (method.safe) {
      return true;
    }
    if (method.isStatic() || method.isPrivate() || method.ref.name().startsWith("<")) {
      return false;
    }
    for (String name : world.ancestors(method.owner)) {
      ClassInfo type = world.find(name);
      MethodInfo above = type == null ? null : type.methods.get(method.ref.signature());
      if (above != null && above.safe && above.trusted == null) {
        return true;
      }
    }
    return false;
  }
}

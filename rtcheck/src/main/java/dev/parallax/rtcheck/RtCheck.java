package dev.parallax.rtcheck;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Verifies methods marked with {@code @RtSafe}, and those that override them, on bytecode. The
 * world is closed: what implements an interface is among the classes of the run. One thread.
 */
public final class RtCheck {
  private final List<Path> checked = new ArrayList<>();
  private final List<Path> classPath = new ArrayList<>();

  /** A check of nothing yet. */
  public RtCheck() {}

  /** Adds a directory of classes, a jar or a class file whose marked methods are verified. */
  public RtCheck check(Path path) {
    checked.add(path);
    return this;
  }

  /** Adds a directory or jar that is looked into where calls lead there. */
  public RtCheck classPath(Path path) {
    classPath.add(path);
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
    List<ClassInfo> classes = new ArrayList<>();
    checked.forEach(path -> classes.addAll(ClassFiles.read(path)));
    Set<String> names = new HashSet<>();
    classes.forEach(type -> names.add(type.name));
    classPath.forEach(path -> classes.addAll(ClassFiles.read(path)));
    Jdk jdk = new Jdk();
    World world = new World(classes, jdk::find);
    Search search = new Search(world, new JdkCalls(jdk, table));
    for (MethodInfo root : roots(world, names)) {
      search.from(root);
    }
    return search.report();
  }

  private static Set<MethodInfo> roots(World world, Set<String> checked) {
    Set<MethodInfo> roots = new LinkedHashSet<>();
    world.given().stream()
        .filter(type -> checked.contains(type.name))
        .sorted((a, b) -> a.name.compareTo(b.name))
        .forEach(type -> {
          for (MethodInfo method : type.methods.values()) {
            if (method.trusted == null && !method.isAbstract() && isMarked(method, world)) {
              roots.add(method);
            }
            for (Facts.Lambda lambda : world.facts(method).lambdas()) {
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

package dev.parallax.processor;

import com.google.auto.service.AutoService;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.Trees;
import dev.parallax.annotations.RtSafe;
import dev.parallax.rtcheck.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;

/**
 * Tells in the compiler what is marked with {@code @RtSafe} and is not safe, at the line. It starts
 * by itself where the processors are; {@code -Xplugin:ParallaxRt off} leaves it out. It looks at
 * the classes that were written, so it may miss what other jars do. It never replaces the check of
 * finished classes.
 */
@AutoService(Plugin.class)
public final class RtPlugin implements Plugin {
  private static final int FEATURE = 25;

  /** For the compiler. */
  public RtPlugin() {}

  @Override
  public String getName() {
    return "ParallaxRt";
  }

  @Override
  public boolean autoStart() {
    return true;
  }

  @Override
  public void init(JavacTask task, String... arguments) {
    boolean off = List.of(arguments).contains("off");
    if (!off && Runtime.version().feature() == FEATURE) {
      task.addTaskListener(new Listener(task));
    }
  }

  private static final class Listener implements TaskListener {
    private final JavacTask task;
    private final CompilerOutput output = CompilerOutput.want();
    private final Set<String> marked = new HashSet<>();
    private final Set<String> written = new HashSet<>();
    private final Set<String> generated = new HashSet<>();
    private final RtPositions positions = new RtPositions();

    Listener(JavacTask task) {
      this.task = task;
    }

    @Override
    public void finished(TaskEvent event) {
      TypeElement type = event.getTypeElement();
      if (event.getKind() == TaskEvent.Kind.ANALYZE && type != null) {
        analyzed(type, event);
      } else if (event.getKind() == TaskEvent.Kind.GENERATE && type != null && !marked.isEmpty()) {
        written.add(name(type));
      } else if (event.getKind() == TaskEvent.Kind.COMPILATION) {
        marked.retainAll(written); // after an error some are not
        if (!marked.isEmpty()) {
          report();
        }
      }
    }

    private void analyzed(TypeElement type, TaskEvent event) {
      if (Generated.is(type)) {
        generated.add(name(type));
      } else if (addMarked(type)) {
        positions.add(event.getCompilationUnit(), Trees.instance(task).getSourcePositions());
      }
    }

    /** Whether it is a class that the processors wrote, or in one: nobody's code calls it. */
    private boolean isGenerated(String name) {
      int dollar = name.indexOf('$');
      return generated.contains(name)
          || dollar > 0 && generated.contains(name.substring(0, dollar));
    }

    private String name(TypeElement type) {
      return task.getElements().getBinaryName(type).toString();
    }

    private boolean addMarked(TypeElement type) {
      boolean found =
          isMarked(type) || type.getEnclosedElements().stream().anyMatch(this::isMarked);
      if (found) {
        marked.add(name(type));
      }
      for (TypeElement inner : ElementFilter.typesIn(type.getEnclosedElements())) {
        found |= addMarked(inner);
      }
      return found;
    }

    private boolean isMarked(Element element) {
      ElementKind kind = element.getKind();
      return (kind == ElementKind.METHOD || kind.isDeclaredType())
          && Mirrors.has(element, RtSafe.class);
    }

    private void report() {
      RtCompileCheck check =
          new RtCompileCheck(task.getElements(), output, marked, this::isGenerated);
      for (Violation violation : check.violations()) {
        RtPositions.Place place = positions.of(violation);
        if (place != null) {
          Trees.instance(task)
              .printMessage(
                  Diagnostic.Kind.ERROR,
                  violation.diagnostic().toString(),
                  place.tree(),
                  place.unit());
          check.delete(violation);
        }
      }
    }
  }
}

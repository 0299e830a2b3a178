package dev.parallax.processor;

import com.google.auto.service.AutoService;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.Plugin;
import com.sun.source.util.TaskEvent;
import com.sun.source.util.TaskListener;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.tools.Diagnostic;
import org.jspecify.annotations.Nullable;

/**
 * Tells in the compiler what {@code Pipeline.check()} would tell of a typed chain: formats, sizes
 * and rates that do not fit, which types can't express. It does its best: it sees chains that are
 * one expression, begin with a source and end with {@code run()}, {@code pipeline().run()} or
 * {@code pipeline().check()}. It starts by itself where the processors are; {@code
 * -Xplugin:ParallaxChains off} leaves it out.
 */
@AutoService(Plugin.class)
public final class ChainPlugin implements Plugin {
  /** For the compiler. */
  public ChainPlugin() {}

  @Override
  public String getName() {
    return "ParallaxChains";
  }

  @Override
  public boolean autoStart() {
    return true;
  }

  @Override
  public void init(JavacTask task, String... arguments) {
    if (!List.of(arguments).contains("off")) {
      task.addTaskListener(new Listener(task));
    }
  }

  private static final class Listener implements TaskListener {
    private final JavacTask task;
    private @Nullable Checker checker;
    private @Nullable Trees trees;

    Listener(JavacTask task) {
      this.task = task;
    }

    @Override
    public void finished(TaskEvent event) {
      TypeElement type = event.getTypeElement();
      if (event.getKind() != TaskEvent.Kind.ANALYZE || type == null || Generated.is(type)) {
        return;
      }
      Trees all = trees();
      ClassTree tree = all.getTree(type);
      CompilationUnitTree unit = event.getCompilationUnit();
      if (tree != null && unit != null) {
        List<MethodInvocationTree> ends = new ArrayList<>();
        new Ends(ends).scan(tree, null);
        ends.forEach(end -> check(all, all.getPath(unit, end)));
      }
    }

    /** Finding it takes long. */
    private Trees trees() {
      Trees found = trees;
      if (found == null) {
        found = Trees.instance(task);
        trees = found;
      }
      return found;
    }

    private void check(Trees all, TreePath end) {
      Checker known = checker;
      if (known == null) {
        BuilderTypes builders = new BuilderTypes();
        known =
            new Checker(
                new ChainReader(all, builders), new ChainCheck(task.getElements(), builders));
        checker = known;
      }
      Chain chain = known.reader.read(end);
      ChainCheck.Finding finding = chain == null ? null : known.check.check(chain);
      if (finding != null) {
        all.printMessage(
            Diagnostic.Kind.ERROR,
            finding.diagnostic().toString(),
            finding.at(),
            end.getCompilationUnit());
      }
    }
  }

  /** Made for the first chain: most classes have none. */
  private record Checker(ChainReader reader, ChainCheck check) {}

  /** Finds calls that may end a chain. */
  private static final class Ends extends TreeScanner<@Nullable Void, @Nullable Void> {
    private final List<MethodInvocationTree> found;

    Ends(List<MethodInvocationTree> found) {
      this.found = found;
    }

    @Override
    public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void nothing) {
      if (call.getArguments().isEmpty()
          && call.getMethodSelect() instanceof MemberSelectTree select
          && select.getExpression() instanceof MethodInvocationTree
          && (select.getIdentifier().contentEquals("run")
              || select.getIdentifier().contentEquals("check"))) {
        found.add(call);
      }
      return super.visitMethodInvocation(call, nothing);
    }
  }
}

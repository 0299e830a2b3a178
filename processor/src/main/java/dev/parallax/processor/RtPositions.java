package dev.parallax.processor;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import dev.parallax.rtcheck.Violation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What begins in which line of the sources that have marked code. */
final class RtPositions {
  private final Map<String, Place> places = new HashMap<>();

  /** Something that javac can point at. */
  record Place(Tree tree, CompilationUnitTree unit) {}

  void add(CompilationUnitTree unit, SourcePositions positions) {
    String file = folder(unit) + name(unit) + ":";
    new TreeScanner<@Nullable Void, @Nullable Void>() {
      @Override
      public @Nullable Void scan(@Nullable Tree tree, @Nullable Void nothing) {
        if (tree instanceof StatementTree
            || tree instanceof ExpressionTree
            || tree instanceof MethodTree) {
          long start = positions.getStartPosition(unit, tree);
          if (start >= 0) {
            long line = unit.getLineMap().getLineNumber(start);
            places.putIfAbsent(file + line, new Place(tree, unit));
          }
        }
        return super.scan(tree, nothing);
      }
    }.scan(unit, null);
  }

  private static String folder(CompilationUnitTree unit) {
    return unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
  }

  private static String name(CompilationUnitTree unit) {
    String path = unit.getSourceFile().getName();
    return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  }

  /**
   * The place of a violation, or the nearest call to it that is in these sources; null for none.
   */
  @Nullable Place of(Violation violation) {
    List<Violation.Frame> chain = violation.chain();
    for (Violation.Frame frame : chain.reversed()) {
      String folder = frame.type().substring(0, frame.type().lastIndexOf('.') + 1);
      Place place = places.get(folder + frame.file() + ":" + frame.line());
      if (place != null) {
        return place;
      }
    }
    return null;
  }
}

package dev.parallax.processor;

import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.tree.ParenthesizedTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.UnaryTree;
import com.sun.source.util.TreePath;
import com.sun.source.util.Trees;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PropertyDescriptor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chain of typed builders that is one expression: {@code audioTestSrc().to(gain().gain(2))
 * .to(fakeSink()).run()}. Anything that it does not know for sure makes it no chain.
 */
final class ChainReader {
  private static final String NAMED = "named";

  private final Trees trees;
  private final BuilderTypes builders;

  /** An element while its builder's methods are read. */
  private static final class Made {
    final BuilderTypes.Builder builder;
    final Map<String, String> values = new LinkedHashMap<>();
    @Nullable String name;

    Made(BuilderTypes.Builder builder) {
      this.builder = builder;
    }

    String text() {
      StringBuilder text = new StringBuilder(builder.descriptor().name());
      if (name != null) {
        text.append(" name=").append(name);
      }
      values.forEach(
          (property, value) -> text.append(' ').append(property).append('=').append(value));
      return text.toString();
    }
  }

  ChainReader(Trees trees, BuilderTypes builders) {
    this.trees = trees;
    this.builders = builders;
  }

  /** The chain that the call ends by running it, or null. */
  @Nullable Chain read(TreePath call) {
    TreePath link = receiver(call);
    if (link != null && isCall(link, "pipeline")) {
      link = receiver(link);
    } else if (!isCall(call, "run")) {
      return null;
    }
    Chain chain = new Chain();
    return link != null && links(link, chain) && chain.descriptors().size() > 1 ? chain : null;
  }

  /** What a method is called on, or null. */
  private static @Nullable TreePath receiver(TreePath call) {
    if (call.getLeaf() instanceof MethodInvocationTree method
        && method.getMethodSelect() instanceof MemberSelectTree select) {
      TreePath path = new TreePath(new TreePath(call, select), select.getExpression());
      while (path.getLeaf() instanceof ParenthesizedTree inner) {
        path = new TreePath(path, inner.getExpression());
      }
      return path;
    }
    return null;
  }

  private @Nullable ExecutableElement method(TreePath call) {
    return trees.getElement(call) instanceof ExecutableElement method ? method : null;
  }

  /** Whether a method of the end of a chain is called. */
  private boolean isCall(TreePath call, String name) {
    ExecutableElement method = method(call);
    return method != null
        && method.getSimpleName().contentEquals(name)
        && isOf(method, Names.LINK.canonicalName());
  }

  private static boolean isOf(ExecutableElement method, String owner) {
    return method.getEnclosingElement() instanceof TypeElement type
        && type.getQualifiedName().contentEquals(owner);
  }

  /** Reads what gives an output or a whole chain; upstream first. */
  private boolean links(TreePath path, Chain chain) {
    ExecutableElement method = method(path);
    TreePath before = receiver(path);
    if (method != null && before != null && isOf(method, Names.OUT.canonicalName())) {
      ExpressionTree argument = argument(path);
      return switch (method.getSimpleName().toString()) {
        case "to", "via" ->
            links(before, chain)
                && argument != null
                && addMade(chain, new TreePath(path, argument));
        case "caps" -> {
          Object caps = argument == null ? null : constant(new TreePath(path, argument));
          yield links(before, chain) && caps instanceof String text && chain.filter(text);
        }
        // Narrows the type only: without it the check finds less, and nothing that is right.
        case "as" -> links(before, chain);
        default -> false;
      };
    }
    return addMade(chain, path);
  }

  private static @Nullable ExpressionTree argument(TreePath call) {
    List<? extends ExpressionTree> all = ((MethodInvocationTree) call.getLeaf()).getArguments();
    return all.size() == 1 ? all.getFirst() : null;
  }

  private boolean addMade(Chain chain, TreePath path) {
    Made made = made(path, chain);
    if (made == null || made.builder.descriptor().hints().userCode()) {
      return false;
    }
    chain.add(made.builder.descriptor(), made.text(), path.getLeaf());
    return true;
  }

  /** An element that is made and set up by this expression, or null. */
  private @Nullable Made made(TreePath path, Chain chain) {
    if (path.getLeaf() instanceof NewClassTree create) {
      BuilderTypes.Builder builder = builders.of(trees.getTypeMirror(path));
      return builder == null || !create.getArguments().isEmpty() || create.getClassBody() != null
          ? null
          : new Made(builder);
    }
    ExecutableElement method = method(path);
    if (method == null || !(path.getLeaf() instanceof MethodInvocationTree call)) {
      return null;
    }
    if (method.getModifiers().contains(Modifier.STATIC)) {
      BuilderTypes.Builder builder = builders.of(method.getReturnType());
      Made made = builder == null ? null : new Made(builder);
      return made != null && required(made, path, call, chain) ? made : null;
    }
    TreePath before = receiver(path);
    Made made = before == null ? null : made(before, chain);
    ExpressionTree argument = argument(path);
    if (made == null || argument == null) {
      return null;
    }
    TreePath value = new TreePath(path, argument);
    if (method.getSimpleName().contentEquals(NAMED) && isOf(method, Names.NODE.canonicalName())) {
      made.name = constant(value) instanceof String name ? name : null;
      return made.name == null || made.name.matches("[A-Za-z][A-Za-z0-9_-]*") ? made : null;
    }
    return set(made, method, value, chain) ? made : null;
  }

  /** The facade's factories take required properties in their order, or nothing. */
  private boolean required(Made made, TreePath path, MethodInvocationTree call, Chain chain) {
    List<PropertyDescriptor> required =
        made.builder.descriptor().properties().stream()
            .filter(PropertyDescriptor::required)
            .toList();
    List<? extends ExpressionTree> given = call.getArguments();
    if (!given.isEmpty() && given.size() != required.size()) {
      return false;
    }
    for (int i = 0; i < given.size(); i++) {
      made.values.put(required.get(i).name(), text(new TreePath(path, given.get(i)), chain));
    }
    return true;
  }

  private boolean set(Made made, ExecutableElement method, TreePath value, Chain chain) {
    String accessor = method.getSimpleName().toString();
    ElementDescriptor element = made.builder.descriptor();
    boolean ofBuilder =
        made.builder.type().equals(method.getEnclosingElement())
            && method.getReturnType() instanceof DeclaredType type
            && type.asElement().equals(made.builder.type());
    for (PropertyDescriptor property : element.properties()) {
      if (ofBuilder && Names.camel(property.name()).equals(accessor)) {
        made.values.put(property.name(), text(value, chain));
        return true;
      }
    }
    return false;
  }

  /** The value as the pipeline language has it. */
  private String text(TreePath value, Chain chain) {
    Object constant = constant(value);
    return constant == null ? chain.placeholder() : Chain.quoted(constant.toString());
  }

  /** A value that the source itself tells; an enum's as text; null for others. */
  private @Nullable Object constant(TreePath path) {
    Tree tree = path.getLeaf();
    if (tree instanceof LiteralTree literal) {
      return literal.getValue();
    }
    if (tree instanceof ParenthesizedTree inner) {
      return constant(new TreePath(path, inner.getExpression()));
    }
    if (tree instanceof UnaryTree minus && tree.getKind() == Tree.Kind.UNARY_MINUS) {
      Object value = constant(new TreePath(path, minus.getExpression()));
      return switch (value) {
        case Integer i -> -i;
        case Long l -> -l;
        case Double d -> -d;
        case Float f -> -f;
        case null, default -> null;
      };
    }
    Element element = trees.getElement(path);
    if (element != null && element.getKind() == ElementKind.ENUM_CONSTANT) {
      return Names.enumText(element.getSimpleName().toString());
    }
    return element instanceof VariableElement variable ? variable.getConstantValue() : null;
  }
}

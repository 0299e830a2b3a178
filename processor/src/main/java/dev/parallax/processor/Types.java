package dev.parallax.processor;

import com.palantir.javapoet.ClassName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import org.jspecify.annotations.Nullable;

/** Questions about types and members, in one round. */
final class Types {
  private final Elements elements;
  private final javax.lang.model.util.Types types;

  /** The last class whose methods were asked for: there is a question for each annotation. */
  private @Nullable TypeElement methodsOf;

  private List<ExecutableElement> methods = List.of();

  Types(Elements elements, javax.lang.model.util.Types types) {
    this.elements = elements;
    this.types = types;
  }

  static boolean is(TypeMirror type, ClassName name) {
    return type.getKind() == TypeKind.DECLARED
        && ((TypeElement) ((DeclaredType) type).asElement())
            .getQualifiedName()
            .contentEquals(name.canonicalName());
  }

  /**
   * The first type argument, its bound for {@code ? extends X}, or null for raw types and unbounded
   * wildcards.
   */
  static @Nullable TypeMirror argument(TypeMirror type) {
    List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
    if (arguments.isEmpty()) {
      return null;
    }
    TypeMirror first = arguments.getFirst();
    return first instanceof WildcardType w ? w.getExtendsBound() : first;
  }

  static boolean isWildcard(TypeMirror type) {
    List<? extends TypeMirror> arguments = ((DeclaredType) type).getTypeArguments();
    return arguments.isEmpty() || arguments.getFirst().getKind() == TypeKind.WILDCARD;
  }

  /** The class and its superclasses but Object, the highest first. */
  List<TypeElement> hierarchy(TypeElement type) {
    List<TypeElement> all = new ArrayList<>();
    Set<TypeElement> seen = new HashSet<>();
    TypeElement at = type;
    while (at != null && seen.add(at) && !at.getQualifiedName().contentEquals("java.lang.Object")) {
      all.add(at);
      TypeMirror parent = at.getSuperclass();
      at =
          parent.getKind() == TypeKind.DECLARED
              ? (TypeElement) ((DeclaredType) parent).asElement()
              : null;
    }
    Collections.reverse(all);
    return all;
  }

  /** What the documentation comment of a member says; nothing when there is only a class file. */
  Comment comment(Element member) {
    return Comment.of(elements.getDocComment(member));
  }

  /** Fields of the class and its superclasses, in the order of the source, superclasses first. */
  List<Element> fields(TypeElement type) {
    List<Element> all = new ArrayList<>();
    for (TypeElement part : hierarchy(type)) {
      for (Element member : part.getEnclosedElements()) {
        if (member.getKind() == ElementKind.FIELD) {
          all.add(member);
        }
      }
    }
    return all;
  }

  /** Methods of the class and its superclasses, without overridden ones. */
  List<ExecutableElement> methods(TypeElement type) {
    if (type.equals(methodsOf)) {
      return methods;
    }
    List<ExecutableElement> all = new ArrayList<>();
    for (TypeElement part : hierarchy(type)) {
      int inherited = all.size();
      for (Element member : part.getEnclosedElements()) {
        if (member.getKind() == ElementKind.METHOD) {
          ExecutableElement method = (ExecutableElement) member;
          for (int i = inherited - 1; i >= 0; i--) {
            if (elements.overrides(method, all.get(i), type)) {
              all.remove(i);
              inherited--;
            }
          }
          all.add(method);
        }
      }
    }
    methodsOf = type;
    methods = List.copyOf(all);
    return methods;
  }

  /**
   * Whether generated code in the package of {@code from} can use a member or type, its enclosing
   * types included.
   */
  boolean accessible(Element member, TypeElement from) {
    PackageElement home = elements.getPackageOf(from);
    for (Element e = member;
        e != null && e.getKind() != ElementKind.PACKAGE;
        e = e.getEnclosingElement()) {
      if (e.getModifiers().contains(Modifier.PRIVATE)) {
        return false;
      }
      if (!e.getModifiers().contains(Modifier.PUBLIC)
          && !isInterfaceMember(e)
          && !elements.getPackageOf(e).equals(home)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isInterfaceMember(Element e) {
    Element parent = e.getEnclosingElement();
    return parent != null && parent.getKind().isInterface();
  }

  /**
   * Whether generated code may declare that it throws the exception ({@code Exception} or narrower,
   * or unchecked).
   */
  boolean throwsAtMost(ExecutableElement method, boolean checkedAllowed) {
    if (method.getThrownTypes().isEmpty()) {
      return true;
    }
    TypeMirror exception = elements.getTypeElement("java.lang.Exception").asType();
    return method.getThrownTypes().stream()
        .allMatch(t -> isUnchecked(t) || (checkedAllowed && types.isAssignable(t, exception)));
  }

  private boolean isUnchecked(TypeMirror type) {
    return types.isAssignable(type, elements.getTypeElement("java.lang.RuntimeException").asType())
        || types.isAssignable(type, elements.getTypeElement("java.lang.Error").asType());
  }

  boolean isSubtype(TypeMirror type, ClassName parent) {
    TypeElement element = elements.getTypeElement(parent.canonicalName());
    return element != null && types.isSubtype(types.erasure(type), types.erasure(element.asType()));
  }

  boolean sameErasure(TypeMirror a, TypeMirror b) {
    return types.isSameType(types.erasure(a), types.erasure(b));
  }

  String packageOf(Element e) {
    return elements.getPackageOf(e).getQualifiedName().toString();
  }

  /** Whether code in another package can name a type. */
  boolean visibleFrom(TypeMirror type, String from) {
    return switch (type.getKind()) {
      case ARRAY -> visibleFrom(((ArrayType) type).getComponentType(), from);
      case WILDCARD -> {
        WildcardType w = (WildcardType) type;
        yield (w.getExtendsBound() == null || visibleFrom(w.getExtendsBound(), from))
            && (w.getSuperBound() == null || visibleFrom(w.getSuperBound(), from));
      }
      case DECLARED -> {
        DeclaredType declared = (DeclaredType) type;
        boolean open = true;
        for (Element e = declared.asElement();
            e != null && e.getKind() != ElementKind.PACKAGE;
            e = e.getEnclosingElement()) {
          open &=
              e.getModifiers().contains(Modifier.PUBLIC)
                  || isInterfaceMember(e)
                  || packageOf(e).equals(from);
        }
        yield open && declared.getTypeArguments().stream().allMatch(t -> visibleFrom(t, from));
      }
      default -> true;
    };
  }

  /** Whether a signature's type names something that does not exist. */
  static boolean isErroneous(TypeMirror type) {
    return switch (type.getKind()) {
      case ERROR -> true;
      case ARRAY -> isErroneous(((ArrayType) type).getComponentType());
      case DECLARED ->
          ((DeclaredType) type).getTypeArguments().stream().anyMatch(Types::isErroneous);
      case WILDCARD -> {
        WildcardType w = (WildcardType) type;
        yield (w.getExtendsBound() != null && isErroneous(w.getExtendsBound()))
            || (w.getSuperBound() != null && isErroneous(w.getSuperBound()));
      }
      default -> false;
    };
  }

  /** Whether a type is raw somewhere, so that code that names it gets a warning. */
  static boolean isRaw(TypeMirror type) {
    return switch (type.getKind()) {
      case ARRAY -> isRaw(((ArrayType) type).getComponentType());
      case DECLARED -> {
        DeclaredType declared = (DeclaredType) type;
        boolean generic = !((TypeElement) declared.asElement()).getTypeParameters().isEmpty();
        yield (generic && declared.getTypeArguments().isEmpty())
            || declared.getTypeArguments().stream().anyMatch(Types::isRaw);
      }
      default -> false;
    };
  }
}

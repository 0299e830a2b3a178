package dev.parallax.rtcheck;

import dev.parallax.annotations.RtSafe;
import dev.parallax.annotations.RtTrusted;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.ConstantPool;
import java.lang.classfile.constantpool.InvokeDynamicEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.lang.reflect.AccessFlag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the verifier knows of a class. */
final class ClassInfo {
  private static final String ANNOTATIONS = "Ldev/parallax/annotations/";
  private static final Set<String> PROCESSING = Set.of("Produce", "Transform", "Consume", "Timer");

  final String name;
  final @Nullable String superName;
  final List<String> interfaces;
  final String source;
  final Map<String, MethodInfo> methods = new LinkedHashMap<>();
  final @Nullable String trusted;
  private final boolean isInterface;
  private final boolean isAbstract;
  private final boolean isFinal;
  private final boolean isSealed;
  private final boolean isPublic;

  /** Its file. */
  final byte[] bytes;

  /** From the summary of its jar: all function objects that its code makes; null without one. */
  @Nullable List<Facts.Lambda> lambdas;

  private final ClassModel model;
  private final ConstantPool pool;

  ClassInfo(ClassModel model, byte[] bytes) {
    this.bytes = bytes;
    this.model = model;
    pool = model.constantPool();
    name = model.thisClass().asInternalName();
    superName = model.superclass().map(c -> c.asInternalName()).orElse(null);
    List<String> names = new ArrayList<>();
    model.interfaces().forEach(type -> names.add(type.asInternalName()));
    interfaces = List.copyOf(names);
    source =
        model
            .findAttribute(Attributes.sourceFile())
            .map(file -> file.sourceFile().stringValue())
            .orElse("");
    isInterface = model.flags().has(AccessFlag.INTERFACE);
    isAbstract = model.flags().has(AccessFlag.ABSTRACT);
    isFinal = model.flags().has(AccessFlag.FINAL);
    isPublic = model.flags().has(AccessFlag.PUBLIC);
    isSealed = model.findAttribute(Attributes.permittedSubclasses()).isPresent();
    Map<String, String> marks = marks(model);
    trusted = marks.get(RtTrusted.class.getSimpleName());
    boolean element = marks.containsKey("Element");
    for (MethodModel method : model.methods()) {
      MethodInfo info = method(method, marks.containsKey(RtSafe.class.getSimpleName()), element);
      methods.put(info.ref.signature(), info);
    }
  }

  private MethodInfo method(MethodModel method, boolean safeClass, boolean element) {
    Map<String, String> marks = marks(method);
    String methodName = method.methodName().stringValue();
    boolean own =
        element
            ? PROCESSING.stream().anyMatch(marks::containsKey)
            : !methodName.startsWith("<")
                && !method.flags().has(AccessFlag.SYNTHETIC)
                && !method.flags().has(AccessFlag.PRIVATE);
    boolean safe = marks.containsKey(RtSafe.class.getSimpleName()) || (safeClass && own);
    String reason = marks.get(RtTrusted.class.getSimpleName());
    if (reason == null && trusted != null && !methodName.startsWith("<")) {
      reason = trusted;
    }
    return new MethodInfo(
        this,
        new MethodRef(name, methodName, method.methodType().stringValue()),
        method,
        safe,
        reason);
  }

  /** Simple names of our annotations on it, each with its reason, if it has one. */
  private static Map<String, String> marks(AttributedElement element) {
    Map<String, String> marks = new LinkedHashMap<>();
    element
        .findAttribute(Attributes.runtimeInvisibleAnnotations())
        .ifPresent(all -> all.annotations().forEach(mark -> add(mark, marks)));
    return marks;
  }

  private static void add(Annotation mark, Map<String, String> marks) {
    String type = mark.className().stringValue();
    if (type.startsWith(ANNOTATIONS)) {
      String reason = "";
      for (var part : mark.elements()) {
        if (part.name().equalsString("reason")
            && part.value() instanceof AnnotationValue.OfString text) {
          reason = text.stringValue();
        }
      }
      marks.put(type.substring(ANNOTATIONS.length(), type.length() - 1), reason);
    }
  }

  boolean isInterface() {
    return isInterface;
  }

  boolean isAbstract() {
    return isAbstract;
  }

  boolean isFinal() {
    return isFinal;
  }

  /** Whether anybody may write a class below it, who can see its package. */
  boolean isExtensible() {
    return isPublic
        && !isFinal
        && !isSealed
        && (isInterface
            || methods.values().stream()
                .anyMatch(m -> m.isOpen() && m.ref.name().equals("<init>")));
  }

  /** Whether a static field is declared in the class itself. */
  boolean declares(String field) {
    return model.fields().stream()
        .anyMatch(f -> f.flags().has(AccessFlag.STATIC) && f.fieldName().equalsString(field));
  }

  /** Whether the interface is initialised with a class that has it. */
  boolean hasDefaults() {
    return methods.values().stream().anyMatch(m -> !m.isAbstract() && !m.isStatic());
  }

  boolean hasInitialiser() {
    return methods.containsKey(MethodRef.INITIALISER + "()V");
  }

  /** Internal names of the types of all objects that its invokedynamic instructions give. */
  Set<String> linked() {
    Set<String> names = new HashSet<>();
    for (PoolEntry entry : pool) {
      if (entry instanceof InvokeDynamicEntry site) {
        String type = site.type().stringValue();
        int result = type.indexOf(')') + 1;
        if (type.charAt(result) == 'L') {
          names.add(type.substring(result + 1, type.length() - 1));
        }
      }
    }
    return names;
  }

  /** Internal names of all classes that its constant pool names, arrays included. */
  List<String> uses() {
    List<String> names = new ArrayList<>();
    for (PoolEntry entry : pool) {
      if (entry instanceof ClassEntry used) {
        names.add(used.asInternalName());
      }
    }
    return names;
  }

  Set<String> parents() {
    Set<String> all = new HashSet<>(interfaces);
    if (superName != null) {
      all.add(superName);
    }
    return all;
  }
}

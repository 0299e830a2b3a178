package dev.parallax.rtcheck;

import java.lang.classfile.Attributes;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.instruction.LineNumber;
import java.lang.reflect.AccessFlag;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the verifier knows of a method. */
final class MethodInfo {
  private static final byte[] NO_CODE = {};

  final ClassInfo owner;
  final MethodRef ref;
  final MethodModel model;

  /** Whether it is marked as safe, itself or by its class. */
  final boolean safe;

  /** Why it is trusted; null when it is not. */
  final @Nullable String trusted;

  @Nullable Facts facts;

  /** Classes of methods that are taken to end in an exception wherever its code calls them. */
  final Set<String> endsIn = new HashSet<>();

  MethodInfo(
      ClassInfo owner, MethodRef ref, MethodModel model, boolean safe, @Nullable String trusted) {
    this.owner = owner;
    this.ref = ref;
    this.model = model;
    this.safe = safe;
    this.trusted = trusted;
  }

  boolean isAbstract() {
    return model.flags().has(AccessFlag.ABSTRACT);
  }

  boolean isNative() {
    return model.flags().has(AccessFlag.NATIVE);
  }

  boolean isStatic() {
    return model.flags().has(AccessFlag.STATIC);
  }

  boolean isPrivate() {
    return model.flags().has(AccessFlag.PRIVATE);
  }

  /** Whether its code may have an invokedynamic: has the byte of it, which may be another's. */
  boolean mayLink() {
    byte[] code = model.findAttribute(Attributes.code()).map(c -> c.codeArray()).orElse(NO_CODE);
    for (byte b : code) {
      if (b == (byte) Opcode.INVOKEDYNAMIC.bytecode()) {
        return true;
      }
    }
    return false;
  }

  /** Line of its first instruction, 0 if unknown. */
  int line() {
    return model.code().stream()
        .flatMap(CodeModel::elementStream)
        .mapMulti((CodeElement element, Consumer<Integer> lines) -> {
          if (element instanceof LineNumber number) {
            lines.accept(number.line());
          }
        })
        .findFirst()
        .orElse(0);
  }

  /** Visible outside its package. */
  boolean isOpen() {
    return model.flags().has(AccessFlag.PUBLIC) || model.flags().has(AccessFlag.PROTECTED);
  }

  /** Whether no other method can run in its place. */
  boolean isExact() {
    return isStatic()
        || isPrivate()
        || ref.name().startsWith("<")
        || model.flags().has(AccessFlag.FINAL)
        || owner.isFinal();
  }
}

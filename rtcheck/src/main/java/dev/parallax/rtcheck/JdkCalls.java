package dev.parallax.rtcheck;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Effects of calls into the JDK. */
final class JdkCalls {
  private static final Set<String> POLYMORPHIC =
      Set.of("java/lang/invoke/VarHandle", "java/lang/invoke/MethodHandle");

  /** Descriptors of all types that a boxed number has. */
  private static final Set<String> BOXES =
      Set.of(
          "Ljava/lang/Object;",
          "Ljava/lang/Number;",
          "Ljava/lang/Comparable;",
          "Ljava/io/Serializable;",
          "Ljava/lang/constant/Constable;",
          "Ljava/lang/constant/ConstantDesc;",
          "Ljava/lang/Boolean;",
          "Ljava/lang/Byte;",
          "Ljava/lang/Character;",
          "Ljava/lang/Short;",
          "Ljava/lang/Integer;",
          "Ljava/lang/Long;",
          "Ljava/lang/Float;",
          "Ljava/lang/Double;");

  private final Jdk jdk;
  private final JdkTable table;

  JdkCalls(Jdk jdk, JdkTable table) {
    this.jdk = jdk;
    this.table = table;
  }

  /** Effects of a call; null when the table does not have the method. */
  @Nullable Set<Effect> of(MethodInfo method, boolean exact) {
    JdkTable.Row row = table.of(method.ref);
    if (row == null) {
      return null;
    }
    return exact ? row.exact() : row.virtual();
  }

  /** A method whose descriptor is that of its call; null if it is none. */
  @Nullable MethodInfo polymorphic(MethodRef ref) {
    ClassInfo type = POLYMORPHIC.contains(ref.owner()) ? jdk.find(ref.owner()) : null;
    if (type != null) {
      for (MethodInfo method : type.methods.values()) {
        if (method.ref.name().equals(ref.name()) && method.isNative()) {
          return method;
        }
      }
    }
    return null;
  }

  /**
   * Whether a polymorphic call may give a boxed number: it is declared to return an object of a
   * type that numbers are boxed to, and what the handle leads to may be a number.
   */
  static boolean mayBox(MethodRef ref) {
    return BOXES.contains(ref.type().substring(ref.type().indexOf(')') + 1));
  }

  /** Whether classes outside the JDK answer calls of the method, so that the run must give them. */
  boolean isOpen(MethodInfo method) {
    JdkTable.Row row = table.of(method.ref);
    return row != null && row.open();
  }

  boolean isInitialised(String type) {
    return table.isInitialised(type);
  }
}

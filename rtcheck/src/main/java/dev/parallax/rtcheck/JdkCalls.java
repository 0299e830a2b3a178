package dev.parallax.rtcheck;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Effects of calls into the JDK. */
final class JdkCalls {
  private static final Set<String> POLYMORPHIC =
      Set.of("java/lang/invoke/VarHandle", "java/lang/invoke/MethodHandle");

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

  boolean isInitialised(String type) {
    return table.isInitialised(type);
  }
}

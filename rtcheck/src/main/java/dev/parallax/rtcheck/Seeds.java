package dev.parallax.rtcheck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the virtual machine does behind methods of the JDK, as a person reviewed it: {@code
 * jdk-seeds.txt}. The table for the JDK is computed from these and from bytecode.
 */
final class Seeds {
  private record Seed(EnumSet<Effect> effects, String type, List<String> methods) {
    boolean matches(MethodRef ref) {
      boolean sameType =
          type.endsWith("*")
              ? ref.owner().startsWith(type.substring(0, type.length() - 1))
              : ref.owner().equals(type);
      return sameType && methods.stream().anyMatch(pattern -> matches(pattern, ref));
    }

    private static boolean matches(String pattern, MethodRef ref) {
      if (pattern.indexOf('(') >= 0) {
        return ref.signature().startsWith(pattern);
      }
      return pattern.endsWith("*")
          ? ref.name().startsWith(pattern.substring(0, pattern.length() - 1))
          : ref.name().equals(pattern);
    }
  }

  private final List<Seed> seeds = new ArrayList<>();

  Seeds() {
    InputStream in = Objects.requireNonNull(Seeds.class.getResourceAsStream("jdk-seeds.txt"));
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          String[] parts = line.trim().split("\\s+", 4);
          if (parts.length < 4) {
            throw new IllegalArgumentException("seed has no reason line=" + line);
          }
          seeds.add(new Seed(Effect.parse(parts[0]), parts[1], List.of(parts[2].split(","))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first that matches; null when the bytecode decides. */
  @Nullable EnumSet<Effect> of(MethodRef ref) {
    for (Seed seed : seeds) {
      if (seed.matches(ref)) {
        return seed.effects();
      }
    }
    return null;
  }
}

package dev.parallax.runtime.isolation;

import com.sun.management.HotSpotDiagnosticMXBean;
import dev.parallax.runtime.element.JvmFlags;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.TimeZone;
import java.util.UUID;

/**
 * Uses once what the JDK opens files or starts threads for, while the child may still do so: number
 * formats, time zones, random numbers, the environment, every jar of the class path.
 */
final class Prewarm {
  private Prewarm() {}

  static void run() {
    int length = String.format(Locale.ROOT, "%,d %.2f %s", 1234, 1.5, "x").length();
    length += String.format("%x", length).length();
    length += ZonedDateTime.now().getZone().getId().length();
    length += TimeZone.getDefault().getID().length();
    length += UUID.randomUUID().toString().length();
    length += new SecureRandom().nextInt(2);
    length += new IllegalStateException("x").toString().length();
    // The environment's first reader sets a signal handler.
    length += System.getenv().size();
    touchJars();
    if (length < 0) {
      throw new IllegalStateException("lengths are not negative");
    }
  }

  /**
   * What loops in Java use: vectors, whose module is found in a file, and what libraries of the JDK
   * tell: the count of allocated bytes by which they see whether vectors work, and options of the
   * JVM, by which they know what the processor has.
   */
  static void javaLoops(Class<?> user) throws ClassNotFoundException {
    if (JvmFlags.vectorsUsable(user)) {
      Class.forName("jdk.incubator.vector.IntVector", false, user.getClassLoader());
    }
    ManagementFactory.getThreadMXBean().isThreadCpuTimeSupported();
    HotSpotDiagnosticMXBean vm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
    if (vm != null && vm.getVMOption("MaxHeapSize").getValue().isEmpty()) {
      throw new IllegalStateException("options have values");
    }
  }

  /** The library for addresses tries sockets and options out when it is loaded. */
  static void network() {
    if (InetAddress.getLoopbackAddress().getAddress().length == 0) {
      throw new IllegalStateException("addresses have bytes");
    }
  }

  /** A name that no jar has: the class loader opens all of them to look. */
  private static void touchJars() {
    try (InputStream none =
        Prewarm.class.getResourceAsStream("/META-INF/parallax/no-jar-has-this")) {
      if (none != null) {
        throw new IllegalStateException("a jar has a name that is reserved");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.parallax.runtime.isolation;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.runtime.remote.PeerGroup;
import java.nio.file.Path;
import java.util.List;

/**
 * One child process to be: what runs in it and what it gets.
 *
 * @param element the element's name, for messages
 * @param taskClass binary name of a {@link ChildTask}
 * @param classPath jars or directories of the task beyond Parallax's own, in order; what begins
 *     with {@code /proc/self/fd} is a jar that is open in this process and that nobody changes
 * @param profile what it may do
 * @param fds descriptors that it gets, in order; they stay the caller's, who may close them once
 *     the child is started
 * @param init first bytes for the task, at most 3,000
 * @param limits its memory
 * @param loops what its loops are, which decides about compilers
 * @param quota what its control group lets it use
 */
public record ElementSandbox(
    String element,
    String taskClass,
    List<Path> classPath,
    SandboxProfile profile,
    int[] fds,
    byte[] init,
    Limits limits,
    Loops loops,
    Quota quota) {
  private static final int MAX_INIT = 3000;
  static final int MAX_FDS = 64;

  /** Checks and copies. */
  public ElementSandbox {
    classPath = List.copyOf(classPath);
    fds = fds.clone();
    init = init.clone();
    if (fds.length > MAX_FDS || init.length > MAX_INIT) {
      throw new IllegalArgumentException(
          "child gets too much fds=" + fds.length + " init=" + init.length);
    }
  }

  /** A sandbox that computes, with default limits. */
  public static ElementSandbox of(String element, String taskClass, List<Path> classPath) {
    return new ElementSandbox(
        element,
        taskClass,
        classPath,
        new SandboxProfile.Compute(),
        new int[0],
        new byte[0],
        Limits.DEFAULT,
        Loops.NATIVE,
        Quota.NONE);
  }

  /** With other descriptors. */
  public ElementSandbox withFds(int... other) {
    return new ElementSandbox(
        element, taskClass, classPath, profile, other, init, limits, loops, quota);
  }

  /** With other first bytes. */
  public ElementSandbox withInit(byte[] other) {
    return new ElementSandbox(
        element, taskClass, classPath, profile, fds, other, limits, loops, quota);
  }

  /** With another profile. */
  public ElementSandbox withProfile(SandboxProfile other) {
    return new ElementSandbox(
        element, taskClass, classPath, other, fds, init, limits, loops, quota);
  }

  /** With other limits. */
  public ElementSandbox withLimits(Limits other) {
    return new ElementSandbox(
        element, taskClass, classPath, profile, fds, init, other, loops, quota);
  }

  /** With other loops. */
  public ElementSandbox withLoops(Loops other) {
    return new ElementSandbox(
        element, taskClass, classPath, profile, fds, init, limits, other, quota);
  }

  /** With another quota. */
  public ElementSandbox withQuota(Quota other) {
    return new ElementSandbox(
        element, taskClass, classPath, profile, fds, init, limits, loops, other);
  }

  /** Where a task spends its time. */
  public enum Loops {
    /** In a native library, or nowhere: the quick compiler only, which takes little memory. */
    NATIVE,
    /** In Java: the optimizing compiler as well, and {@code jdk.incubator.vector}. */
    JAVA;

    /** Of an element: native when it says that it calls native code. */
    public static Loops of(ElementDescriptor element) {
      return element.hints().nativeCode() ? NATIVE : JAVA;
    }

    /** Of elements of one process: native when they all are. */
    public static Loops of(List<PeerGroup.Member> elements) {
      return elements.stream().allMatch(e -> of(e.element()) == NATIVE) ? NATIVE : JAVA;
    }
  }

  /**
   * Memory of a child.
   *
   * @param heapBytes largest Java heap, at least 8 MiB
   * @param dataBytes most private memory (RLIMIT_DATA), heap, code and stacks included
   * @param threads most threads
   * @param nice nice value, 0 to 19
   */
  public record Limits(long heapBytes, long dataBytes, int threads, int nice) {
    /** 32 MiB of heap, 512 MiB in all. */
    public static final Limits DEFAULT = new Limits(32L << 20, 512L << 20, 128, 0);

    /** What an element of a pipeline gets: 256 MiB of heap, 1 GiB in all. Media is not in it. */
    public static final Limits ELEMENT = new Limits(256L << 20, 1L << 30, 128, 0);

    /** Checks. */
    public Limits {
      if (heapBytes < 8L << 20 || dataBytes < heapBytes + (96L << 20)) {
        throw new IllegalArgumentException(
            "limits are too low for a JVM heapBytes=" + heapBytes + " dataBytes=" + dataBytes);
      }
      if (threads < 32 || threads > 10_000 || nice < 0 || nice > 19) {
        throw new IllegalArgumentException(
            "limits are out of range threads=" + threads + " nice=" + nice);
      }
    }
  }
}

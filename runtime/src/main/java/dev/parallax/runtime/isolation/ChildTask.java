package dev.parallax.runtime.isolation;

/**
 * What runs in a child process: a class with a public constructor without parameters. All methods
 * are called on the child's main thread.
 */
public interface ChildTask {
  /**
   * Before the child is locked in: loads native libraries and classes, maps its descriptors, starts
   * its threads. What opens files or sockets works only here, and only within the sandbox's root.
   */
  void prepare(ChildContext context) throws Exception;

  /**
   * The work. System calls beyond those of the profile are refused and reported from here on. When
   * it returns or throws, the child ends.
   */
  void run(ChildContext context) throws Exception;
}

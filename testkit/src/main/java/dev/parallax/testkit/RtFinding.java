package dev.parallax.testkit;

/**
 * What an element did in a method that is claimed to be real-time safe.
 *
 * @param element name of the element
 * @param method class and name of its processing method, {@code Gain.apply}
 * @param fault what it did
 * @param calls calls that were looked at
 * @param faulty how many of them did it
 * @param worst the most that one call did: bytes allocated, or times waited, read or written
 */
public record RtFinding(
    String element, String method, Fault fault, long calls, long faulty, long worst) {
  /** What a real-time section must not do. */
  public enum Fault {
    /** Allocates on the Java heap. */
    ALLOCATES("allocates", "bytes"),
    /** Sleeps, parks, or waits for another thread's notification. */
    WAITS("waits", "times"),
    /** Waits for a lock that another thread has. */
    CONTENDS("waits for a lock of another thread", "times"),
    /** Reads or writes files, pipes or sockets. */
    READS_OR_WRITES("reads or writes", "calls");

    private final String does;
    private final String unit;

    Fault(String does, String unit) {
      this.does = does;
      this.unit = unit;
    }
  }

  @Override
  public String toString() {
    return method
        + " of element="
        + element
        + " is @RtSafe and "
        + fault.does
        + " in "
        + faulty
        + " of "
        + calls
        + " calls, at most "
        + fault.unit
        + "="
        + worst;
  }
}

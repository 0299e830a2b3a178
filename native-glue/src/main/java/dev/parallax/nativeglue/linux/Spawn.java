package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.List;

/**
 * {@code spawn.h}: starts a program with exactly the given descriptors. The child is made by the
 * calling thread, so it has that thread's namespaces, credentials and restrictions.
 */
public final class Spawn {
  private static final MethodHandle SPAWN = link("posix_spawn", 6);
  private static final MethodHandle ACTIONS_INIT = link("posix_spawn_file_actions_init", 1);
  private static final MethodHandle ACTIONS_DESTROY = link("posix_spawn_file_actions_destroy", 1);
  private static final MethodHandle ADD_DUP2 =
      link("posix_spawn_file_actions_adddup2", ValueLayout.JAVA_INT, ValueLayout.JAVA_INT);
  private static final MethodHandle ADD_CLOSEFROM =
      link("posix_spawn_file_actions_addclosefrom_np", ValueLayout.JAVA_INT);
  private static final MethodHandle ATTR_INIT = link("posix_spawnattr_init", 1);
  private static final MethodHandle ATTR_DESTROY = link("posix_spawnattr_destroy", 1);
  private static final MethodHandle SET_FLAGS =
      link("posix_spawnattr_setflags", ValueLayout.JAVA_SHORT);
  private static final MethodHandle SET_MASK = link("posix_spawnattr_setsigmask", 2);
  private static final MethodHandle SET_DEFAULT = link("posix_spawnattr_setsigdefault", 2);

  private static final int FILE_ACTIONS_BYTES = 80;
  private static final int ATTR_BYTES = 336;
  private static final int SIGSET_BYTES = 128;
  private static final short SETSIGDEF = 0x04;
  private static final short SETSIGMASK = 0x08;
  private static final short SETSID = 0x80;

  private Spawn() {}

  /**
   * Starts {@code argv.get(0)} in a session of its own, with no signal blocked, ignored or handled.
   *
   * @param envp all of its environment, as {@code NAME=value}
   * @param fds entry i becomes descriptor i; every other descriptor is closed
   * @param above a number above all descriptors that the caller has; so many must be allowed
   * @return the process id
   */
  public static int posix_spawn(List<String> argv, List<String> envp, int[] fds, int above) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment actions = arena.allocate(FILE_ACTIONS_BYTES, 16);
      MemorySegment attr = arena.allocate(ATTR_BYTES, 16);
      check((int) ACTIONS_INIT.invokeExact(actions), "posix_spawn_file_actions_init");
      check((int) ATTR_INIT.invokeExact(attr), "posix_spawnattr_init");
      try {
        descriptors(actions, fds, above);
        attributes(arena, attr);
        MemorySegment pid = arena.allocate(ValueLayout.JAVA_INT);
        MemorySegment path = Sys.cString(arena, argv.getFirst());
        MemorySegment arguments = vector(arena, argv);
        MemorySegment environment = vector(arena, envp);
        int r = (int) SPAWN.invokeExact(pid, path, actions, attr, arguments, environment);
        if (r != 0) {
          throw new LinuxException(r, "posix_spawn", "path=" + argv.getFirst());
        }
        return pid.get(ValueLayout.JAVA_INT, 0);
      } finally {
        int ignored = (int) ACTIONS_DESTROY.invokeExact(actions);
        ignored = (int) ATTR_DESTROY.invokeExact(attr);
      }
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException("posix_spawn handle failed", t);
    }
  }

  /** First out of the way and then into place, so that none overwrites one that is still needed. */
  private static void descriptors(MemorySegment actions, int[] fds, int above) throws Throwable {
    for (int i = 0; i < fds.length; i++) {
      check((int) ADD_DUP2.invokeExact(actions, fds[i], above + i), "adddup2");
    }
    for (int i = 0; i < fds.length; i++) {
      check((int) ADD_DUP2.invokeExact(actions, above + i, i), "adddup2");
    }
    check((int) ADD_CLOSEFROM.invokeExact(actions, fds.length), "addclosefrom_np");
  }

  private static void attributes(Arena arena, MemorySegment attr) throws Throwable {
    MemorySegment none = arena.allocate(SIGSET_BYTES, 8);
    MemorySegment all = arena.allocate(SIGSET_BYTES, 8).fill((byte) 0xff);
    check((int) SET_MASK.invokeExact(attr, none), "setsigmask");
    check((int) SET_DEFAULT.invokeExact(attr, all), "setsigdefault");
    check((int) SET_FLAGS.invokeExact(attr, (short) (SETSIGDEF | SETSIGMASK | SETSID)), "setflags");
  }

  private static MemorySegment vector(Arena arena, List<String> strings) {
    MemorySegment vector = arena.allocate(ValueLayout.ADDRESS, strings.size() + 1L);
    for (int i = 0; i < strings.size(); i++) {
      vector.setAtIndex(ValueLayout.ADDRESS, i, Sys.cString(arena, strings.get(i)));
    }
    return vector;
  }

  private static void check(int r, String call) {
    if (r != 0) {
      throw new LinuxException(r, call, "");
    }
  }

  private static MethodHandle link(String name, int pointers) {
    ValueLayout[] more = new ValueLayout[pointers - 1];
    java.util.Arrays.fill(more, ValueLayout.ADDRESS);
    return link(name, more);
  }

  @SuppressWarnings("restricted") // this package is the reason for native access
  private static MethodHandle link(String name, ValueLayout... afterFirst) {
    NativeAccess.require();
    ValueLayout[] all = new ValueLayout[afterFirst.length + 1];
    all[0] = ValueLayout.ADDRESS;
    System.arraycopy(afterFirst, 0, all, 1, afterFirst.length);
    Linker linker = Linker.nativeLinker();
    SymbolLookup lookup = linker.defaultLookup();
    return linker.downcallHandle(
        lookup.findOrThrow(name), FunctionDescriptor.of(ValueLayout.JAVA_INT, all));
  }
}

package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Namespaces;
import dev.parallax.nativeglue.linux.Resource;
import dev.parallax.runtime.element.NetworkSandbox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Works out how a child is started. */
final class SpawnPlans {
  /** All but that of users. */
  static final int NAMESPACES =
      Namespaces.CLONE_NEWNS
          | Namespaces.CLONE_NEWPID
          | Namespaces.CLONE_NEWNET
          | Namespaces.CLONE_NEWIPC
          | Namespaces.CLONE_NEWUTS
          | Namespaces.CLONE_NEWCGROUP;

  /**
   * Options of a child's JVM that do not depend on the child. Those that change what is in a cache
   * of classes are part of its name.
   */
  static final List<String> FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-Xms8m",
          "-Xss512k",
          "-XX:-UsePerfData",
          "-XX:+DisableAttachMechanism",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:+ErrorFileToStdout",
          "-XX:-UseContainerSupport",
          // Compiling at the start what a training run found hot takes more than it gives.
          "-XX:+UnlockDiagnosticVMOptions",
          "-XX:+IgnoreUnrecognizedVMOptions",
          "-XX:-AOTReplayTraining",
          "-Dfile.encoding=UTF-8",
          "--enable-native-access=ALL-UNNAMED",
          // With --add-modules jdk.incubator.vector the JVM could not use its archived modules;
          // this lets JvmFlags load it when an element asks.
          "--add-exports=java.base/jdk.internal.module=ALL-UNNAMED");

  private static final List<String> NATIVE_LOOPS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:ReservedCodeCacheSize=16m");

  /** As the parallax command has them, and for the same reasons (launch/src/dist/make-dist). */
  private static final List<String> JAVA_LOOPS =
      List.of(
          "-XX:ReservedCodeCacheSize=64m",
          "-XX:-UseDynamicNumberOfCompilerThreads",
          // What the optimizing compiler took goes back soon: 40 MB after the loops of
          // videoconvert.
          "-XX:TrimNativeHeapInterval=1000",
          "-XX:+UseCondCardMark",
          "-XX:MaxRecursiveInlineLevel=2",
          "-XX:CompileCommand=quiet",
          "-XX:CompileCommand=dontinline,*Loops::*");

  private static final int MAX_FDS = 128;

  /** The JVM queues none; each is kernel memory, and counts against the user. */
  private static final int MAX_QUEUED_SIGNALS = 64;

  /**
   * Room for some thirty arenas of 2 GiB. What is mapped and never written counts nowhere else, but
   * 2 MiB that were read once cost the kernel a page of tables: 128 MiB at most.
   */
  private static final long MAX_ADDRESSES = 64L << 30;

  private static final int THREADS_TOGETHER = 1024;

  private SpawnPlans() {}

  static SpawnPlan of(
      ElementSandbox sandbox,
      ChildFiles files,
      int[] fds,
      long id,
      int landlockAbi,
      @Nullable Path aotCache) {
    ElementSandbox.Limits limits = sandbox.limits();
    List<SpawnPlan.Bind> binds = new ArrayList<>(files.binds());
    List<String> argv = new ArrayList<>();
    argv.add(files.java());
    argv.addAll(FLAGS);
    argv.addAll(sandbox.loops() == ElementSandbox.Loops.JAVA ? JAVA_LOOPS : NATIVE_LOOPS);
    argv.add("-Xmx" + (limits.heapBytes() >> 10) + "k");
    if (aotCache != null) {
      argv.add("-XX:AOTCache=" + aotCache);
      String path = aotCache.toString();
      binds.add(new SpawnPlan.Bind(path, path, SpawnPlan.Kind.FILE));
    }
    if (sandbox.profile() instanceof SandboxProfile.WithNetwork) {
      argv.addAll(List.of(HostNames.OPTION, NetworkSandbox.OPTION));
    }
    argv.addAll(List.of("-cp", files.classPath(), ChildMain.class.getName()));
    return new SpawnPlan(
        argv,
        // With more arenas the C library looks into /proc, at any time, when it gives memory back.
        List.of("LD_LIBRARY_PATH=" + files.libraryPath(), "LANG=C.UTF-8", "MALLOC_ARENA_MAX=1"),
        binds,
        List.copyOf(files.copies()),
        fds,
        id,
        NAMESPACES,
        landlockAbi,
        limits.nice(),
        limits(sandbox, id));
  }

  /** A plan with nothing but the layers, for the probe. */
  static SpawnPlan ofProbe(ChildFiles files, long id, int landlockAbi) {
    return new SpawnPlan(
        List.of(),
        List.of(),
        List.copyOf(files.binds()),
        List.of(),
        new int[0],
        id,
        NAMESPACES,
        landlockAbi,
        0,
        List.of());
  }

  private static List<SpawnPlan.Limit> limits(ElementSandbox sandbox, long id) {
    List<SpawnPlan.Limit> limits = new ArrayList<>();
    limits.add(new SpawnPlan.Limit(Resource.RLIMIT_DATA, sandbox.limits().dataBytes()));
    limits.add(new SpawnPlan.Limit(Resource.RLIMIT_AS, MAX_ADDRESSES));
    limits.add(new SpawnPlan.Limit(Resource.RLIMIT_SIGPENDING, MAX_QUEUED_SIGNALS));
    limits.add(new SpawnPlan.Limit(Resource.RLIMIT_NOFILE, MAX_FDS));
    limits.add(new SpawnPlan.Limit(Resource.RLIMIT_CORE, 0));
    limits.add(new SpawnPlan.Limit(Resource.RLIMIT_MEMLOCK, 0));
    limits.add(new SpawnPlan.Limit(Resource.RLIMIT_MSGQUEUE, 0));
    limits.add(new SpawnPlan.Limit(Resource.RLIMIT_RTPRIO, 0));
    limits.add(new SpawnPlan.Limit(Resource.RLIMIT_NICE, 0));
    boolean writes =
        sandbox.profile() instanceof SandboxProfile.WithFiles files && !files.write().isEmpty();
    if (!writes) {
      limits.add(new SpawnPlan.Limit(Resource.RLIMIT_FSIZE, 0));
    }
    // It counts threads of a user: of the child when that has its own, else of all children and of
    // the broker, in whose user namespace they are counted.
    long threads = sandbox.limits().threads();
    limits.add(
        new SpawnPlan.Limit(
            Resource.RLIMIT_NPROC, id >= 0 ? threads : Math.max(threads, THREADS_TOGETHER)));
    return limits;
  }
}

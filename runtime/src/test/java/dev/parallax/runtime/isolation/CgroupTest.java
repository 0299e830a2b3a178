package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.parallax.model.diag.ParallaxException;
import dev.parallax.runtime.isolation.CgroupPlaces.Controller;
import dev.parallax.runtime.isolation.CgroupPlaces.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Control groups: in directories that look like the kernel's, and, where this process may make
 * some, in the kernel's.
 */
@Timeout(90)
class CgroupTest {
  private static final String PID = Long.toString(ProcessHandle.current().pid());

  @TempDir Path dir;

  private Path directory(String path, Map<String, String> files) throws IOException {
    Path made = Files.createDirectories(dir.resolve(path));
    for (Map.Entry<String, String> file : files.entrySet()) {
      Files.writeString(made.resolve(file.getKey()), file.getValue());
    }
    return made;
  }

  private List<String> mounts() {
    return List.of(
        "23 1 0:1 / / rw - ext4 /dev/vda rw",
        "31 23 0:28 / " + dir + "/memory rw,relatime - cgroup cgroup rw,memory",
        "32 23 0:29 /docker/x " + dir + "/cpu rw - cgroup cgroup rw,cpu,cpuacct",
        "33 23 0:30 / " + dir + "/two rw - cgroup2 cgroup2 rw");
  }

  @Test
  void shouldFindItsOwnDirectoriesInBothVersions() throws Exception {
    Path memory = directory("memory/a/b", Map.of());
    Path cpu = directory("cpu/y", Map.of());
    Path two = directory("two/s", Map.of("cgroup.subtree_control", "pids io\n"));
    CgroupPlaces found =
        CgroupPlaces.of(List.of("5:memory:/a/b", "4:cpu,cpuacct:/docker/x/y", "0::/s"), mounts());
    assertThat(found.missing()).isEmpty();
    assertThat(found.places())
        .containsEntry(Controller.MEMORY, new Place(memory, 1))
        .containsEntry(Controller.CPU, new Place(cpu, 1))
        .containsEntry(Controller.PIDS, new Place(two, 2));
  }

  @Test
  void shouldSayWhyWhenAControllerIsNotThere() throws Exception {
    directory("two/s", Map.of("cgroup.controllers", "cpu pids", "cgroup.procs", PID + "\n4711\n"));
    CgroupPlaces found = CgroupPlaces.of(List.of("4:cpu,cpuacct:/elsewhere", "0::/s"), mounts());
    assertThat(found.places()).isEmpty();
    assertThat(found.missing().get(Controller.MEMORY)).contains("not handed down to directory=");
    assertThat(found.missing().get(Controller.CPU))
        .contains("other processes are in")
        .contains("=1");
    assertThatThrownBy(() -> Cgroup.make(found, new Quota(1 << 30, 0), 100))
        .hasMessageContaining("control group for memory: it is not handed down");
    assertThat(CgroupPlaces.of(List.of("0::/../x"), mounts()).missing().get(Controller.CPU))
        .isEqualTo("no control group of this process has it");
  }

  @Test
  void shouldHandControllersDownAndLimitWhenItIsAloneInItsGroup() throws Exception {
    Path own =
        directory("two/s", Map.of("cgroup.controllers", "cpu memory", "cgroup.procs", PID + "\n"));
    CgroupPlaces found = CgroupPlaces.of(List.of("0::/s"), mounts());
    Cgroup group = Cgroup.make(found, new Quota(100 << 20, 150), 100);
    group.add(4711);
    Path made = group.directories().iterator().next();
    assertThat(group.directories()).hasSize(1);
    assertThat(made.getParent()).isEqualTo(own);
    assertThat(made.resolve("memory.max")).hasContent("104857600");
    assertThat(made.resolve("cpu.max")).hasContent("150000 100000");
    assertThat(made.resolve("cgroup.procs")).hasContent("4711");
    Path leaf = own.resolve(CgroupPlaces.ownPrefix() + "0");
    assertThat(leaf.resolve("cgroup.procs")).hasContent(PID);
    assertThat(own.resolve("cgroup.subtree_control")).content().startsWith("+");
    assertThat(group.overrun()).isEmpty();
    Files.writeString(made.resolve("memory.events"), "low 0\noom 1\noom_kill 2\n");
    assertThat(group.overrun()).contains("memoryBytes=104857600");
    try (Stream<Path> files = Files.list(made)) {
      files.forEach(file -> assertThat(file.toFile().delete()).isTrue()); // as the kernel has none
    }
    group.close();
    assertThat(made).doesNotExist();
  }

  @Test
  void shouldSweepWhatIsLeftOfOthersAndNothingElse() throws Exception {
    Path own = directory("memory/s", Map.of());
    Path gone = directory("memory/s/parallax-4194304999-1-1", Map.of());
    Path reused = directory("memory/s/parallax-" + PID + "-1-1", Map.of());
    Path lives = directory("memory/s/" + CgroupPlaces.ownPrefix() + "1", Map.of());
    Path other = directory("memory/s/parallax-x-y-z", Map.of());
    new CgroupPlaces(Map.of(Controller.MEMORY, new Place(own, 1)), Map.of()).sweep();
    assertThat(gone).doesNotExist();
    assertThat(reused).doesNotExist();
    assertThat(lives).exists();
    assertThat(other).exists();
  }

  @Test
  void shouldRefuseAQuotaThatIsOutOfRange() {
    assertThatThrownBy(() -> new Quota(1 << 20, 0)).hasMessageContaining("memoryBytes=1048576");
    assertThatThrownBy(() -> new Quota(0, -1)).hasMessageContaining("cpuPercent=-1");
    assertThat(Quota.NONE.limits()).isFalse();
  }

  @Test
  @ExtendWith(NeedsSandbox.class)
  void shouldEndOneChildAndNoOtherWhenItTakesMoreMemoryThanItsLimit() throws Exception {
    needs(Controller.MEMORY);
    Recorder hungry = new Recorder();
    Recorder modest = new Recorder();
    try (Supervisor supervisor = Supervisor.open("test");
        IsolatedChild child = start(supervisor, new Quota(128 << 20, 0), hungry);
        IsolatedChild sibling = start(supervisor, new Quota(128 << 20, 0), modest)) {
      assertThat(ours()).hasSizeGreaterThanOrEqualTo(2);
      child.send("touched memory".getBytes(StandardCharsets.UTF_8));
      ChildExit exit = child.exit().get(40, TimeUnit.SECONDS);
      assertThat(exit)
          .isEqualTo(
              new ChildExit(
                  ChildExit.Kind.SIGNALLED,
                  9,
                  "it took more memory than its limit memoryBytes=134217728"));
      sibling.send("pid".getBytes(StandardCharsets.UTF_8));
      assertThat(modest.messages.poll(20, TimeUnit.SECONDS)).isEqualTo("pid=1");
    }
    assertThat(ours()).isEmpty();
  }

  @Test
  @ExtendWith(NeedsSandbox.class)
  void shouldBeInItsGroupBeforeItIsReady() throws Exception {
    needs(Controller.CPU);
    Recorder recorder = new Recorder();
    try (Supervisor supervisor = Supervisor.open("test");
        IsolatedChild child = start(supervisor, new Quota(0, 50), recorder)) {
      assertThat(supervisor.system().groups()).contains("cpu");
      assertThat(ours()).isNotEmpty();
      for (Path each : ours()) {
        assertThat(CgroupPlaces.words(each.resolve("cgroup.procs")))
            .containsExactly("" + child.pid());
      }
      assertThat(ours())
          .anyMatch(each ->
              limit(each, "cpu.cfs_quota_us").equals("50000")
                  || limit(each, "cpu.max").equals("50000 100000"));
    }
    assertThat(ours()).isEmpty();
  }

  @Test
  @ExtendWith(NeedsSandbox.class)
  void shouldRefuseToStartWhenAQuotaCanNotBeHad() {
    assumeTrue(!CgroupPlaces.find().places().containsKey(Controller.MEMORY), "it can be had here");
    try (Supervisor supervisor = Supervisor.open("test")) {
      assertThatThrownBy(() -> start(supervisor, new Quota(128 << 20, 0), new Recorder()))
          .isInstanceOf(ParallaxException.class)
          .hasMessageContaining("PLX-SBX-002")
          .hasMessageContaining("control group for memory");
    }
  }

  private static void needs(Controller controller) {
    CgroupPlaces found = CgroupPlaces.find();
    assumeTrue(
        found.places().containsKey(controller), "no control groups here: " + found.missing());
  }

  private static String limit(Path group, String file) {
    try {
      return Files.exists(group.resolve(file)) ? Files.readString(group.resolve(file)).strip() : "";
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Groups of this process that there are. */
  private static List<Path> ours() throws IOException {
    List<Path> all = new java.util.ArrayList<>();
    for (Place place : CgroupPlaces.find().places().values()) {
      try (Stream<Path> groups = Files.list(place.directory())) {
        groups
            .filter(g -> g.getFileName().toString().startsWith(CgroupPlaces.ownPrefix()))
            .forEach(all::add);
      }
    }
    return all;
  }

  private static IsolatedChild start(Supervisor supervisor, Quota quota, Recorder recorder)
      throws InterruptedException {
    IsolatedChild child =
        supervisor.start(
            ElementSandbox.of("limited", AttackTask.class.getName(), TestClasses.path())
                .withQuota(quota),
            recorder);
    child.awaitReady(Duration.ofSeconds(30));
    return child;
  }
}

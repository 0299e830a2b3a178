package dev.parallax.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Elements in sandboxed processes, from the command line; skipped where nothing can be isolated.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IsolatedCommandTest {
  private static final String FRAMES =
      "videotestsrc num-buffers=%d ! video/x-raw,format=I420,width=160,height=120 ! videoconvert"
          + " name=c ! video/x-raw,format=RGBA ! filesink location=%s";

  @TempDir Path dir;

  private RealCommand start(String... arguments) throws IOException {
    return RealCommand.start(dir, arguments);
  }

  private static int end(RealCommand command) throws InterruptedException {
    int code = command.await();
    String err = command.err();
    assumeFalse(err.contains("[PLX-SBX-002]"), err);
    return code;
  }

  @Test
  void shouldGiveTheSameBytesWhenAnElementRunsInAProcessOfItsOwn() throws Exception {
    Path here = dir.resolve("here.raw");
    Path there = dir.resolve("there.raw");
    try (RealCommand command = start("launch", FRAMES.formatted(20, here))) {
      assertThat(end(command)).as(command.err()).isZero();
    }
    try (RealCommand command =
        start("launch", "--isolate=videoconvert,videotest*", FRAMES.formatted(20, there))) {
      assertThat(end(command)).as(command.err()).isZero();
      assertThat(command.err()).doesNotContain("refused");
    }
    assertThat(there).hasSameBinaryContentAs(here);
    assertThat(Files.size(there)).isEqualTo(20L * 160 * 120 * 4);
  }

  /** They take a library of the JDK, which can't be loaded any more when they do. */
  @Test
  void shouldRunLoopsThatAskTheJvmForAnOption() throws Exception {
    try (RealCommand command =
        start(
            "launch",
            "--isolate=audioresample",
            "audiotestsrc num-buffers=9 ! audio/x-raw,rate=44100 ! audioresample"
                + " ! audio/x-raw,rate=48000 ! fakesink")) {
      assertThat(end(command)).as(command.err()).isZero();
      assertThat(command.err()).doesNotContain("refused");
    }
  }

  @Test
  void shouldNameTheElementAndGoWhenItsProcessIsKilledAndNotToStartAgain() throws Exception {
    Path out = dir.resolve("out.raw");
    try (RealCommand command =
        start("launch", "--restarts=0", "--isolate=c", FRAMES.formatted(-1, out))) {
      long child = child(command.process().toHandle(), out);
      assumeFalse(child < 0, command.err());
      ProcessHandle.of(child).orElseThrow().destroyForcibly();
      assertThat(end(command)).isEqualTo(ExitCode.STREAM.code());
      assertThat(command.err()).contains("[PLX-RUN-001] c: its process has ended: ");
    }
  }

  @Test
  void shouldGoOnWhenItsProcessIsKilled() throws Exception {
    Path out = dir.resolve("out.raw");
    try (RealCommand command =
        start("launch", "--hang-limit=20", "--isolate=c", FRAMES.formatted(-1, out))) {
      ProcessHandle host = command.process().toHandle();
      long child = child(host, out);
      assumeFalse(child < 0, command.err());
      ProcessHandle.of(child).orElseThrow().destroyForcibly();
      await(host, () -> command.err().contains("[PLX-RUN-006]"));
      long before = Files.size(out);
      await(host, () -> size(out) > before + 100 * 160 * 120 * 4);
      command.process().destroy();
      assertThat(end(command)).as(command.err()).isZero();
      assertThat(command.err())
          .contains("warning: c: [PLX-RUN-006] its process has ended: signalled status=9")
          .contains("restart=1 of=5 withinS=60 kind=STATELESS");
      assertThat(Files.size(out) % (160 * 120 * 4)).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"bypass", "drop"})
  void shouldGoOnWithoutTheElementWhenToldTo(String what) throws Exception {
    Path out = dir.resolve("out.raw");
    Path all = dir.resolve("all.raw");
    String pipeline =
        "videotestsrc num-buffers=-1 ! video/x-raw,format=I420,width=160,height=120 ! tee name=t !"
            + " queue ! identity name=c ! filesink location=%s t. ! queue ! filesink location=%s";
    try (RealCommand command =
        start(
            "launch",
            "--restarts=0",
            "--after-restarts=" + what,
            "--isolate=c",
            pipeline.formatted(out, all))) {
      ProcessHandle host = command.process().toHandle();
      long child = child(host, out);
      assumeFalse(child < 0, command.err());
      ProcessHandle.of(child).orElseThrow().destroyForcibly();
      await(host, () -> command.err().contains("[PLX-RUN-008]"));
      Path grows = what.equals("bypass") ? out : all;
      long before = Files.size(grows);
      await(host, () -> size(grows) > before + 100 * 160 * 120 * 3 / 2);
      command.process().destroy();
      assertThat(end(command)).as(command.err()).isZero();
      assertThat(command.err())
          .contains("it is not started again restarts=0")
          .contains(
              what.equals("bypass")
                  ? "; from now on buffers go past it"
                  : "; from now on its input is dropped");
      assertThat(size(out)).isLessThanOrEqualTo(size(all));
    }
  }

  @Test
  void shouldGoOnWhenItsProcessHangs() throws Exception {
    Path out = dir.resolve("out.raw");
    try (RealCommand command =
        start("launch", "--hang-limit=1", "--isolate=c", FRAMES.formatted(-1, out))) {
      ProcessHandle host = command.process().toHandle();
      long child = child(host, out);
      assumeFalse(child < 0, command.err());
      new ProcessBuilder("kill", "-STOP", Long.toString(child)).start().waitFor();
      await(host, () -> command.err().contains("[PLX-RUN-006]"));
      long before = Files.size(out);
      await(host, () -> size(out) > before + 100 * 160 * 120 * 4);
      command.process().destroy();
      assertThat(end(command)).as(command.err()).isZero();
      assertThat(command.err()).contains("status=9 hangs: made no progress for ms=1000; it is");
    }
  }

  /** The header of the file has its length, which is known at the end only. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void shouldFinishTheFileWhenInterrupted(boolean killed) throws Exception {
    Path out = dir.resolve("out.wav");
    try (RealCommand command =
        RealCommand.startHearing(
            dir,
            "launch",
            "--isolate=c",
            "audiotestsrc is-live=true samplesperbuffer=441 ! audio/x-raw,format=S16LE !"
                + " audioconvert name=c ! audio/x-raw,format=F32LE ! wavenc ! filesink location="
                + out)) {
      long child = child(command.process().toHandle(), out);
      assumeFalse(child < 0, command.err());
      if (killed) {
        ProcessHandle.of(child).orElseThrow().destroyForcibly();
      }
      new ProcessBuilder("kill", "-INT", Long.toString(command.process().pid())).start().waitFor();
      assertThat(end(command)).as(command.err()).isZero();
      byte[] header = new byte[8];
      try (InputStream in = Files.newInputStream(out)) {
        assertThat(in.readNBytes(header, 0, header.length)).isEqualTo(header.length);
      }
      int bytes = ByteBuffer.wrap(header).order(ByteOrder.LITTLE_ENDIAN).getInt(4);
      assertThat(bytes).isEqualTo((int) Files.size(out) - 8);
    }
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      return 0;
    }
  }

  private static void await(ProcessHandle command, BooleanSupplier condition) {
    while (command.isAlive() && !condition.getAsBoolean()) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** The sandboxed JVM, once something came out of it; -1 when the command ends without. */
  private static long child(ProcessHandle command, Path out) throws IOException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < deadline && command.isAlive()) {
      List<ProcessHandle> children = command.descendants().toList();
      if (!children.isEmpty() && Files.exists(out) && Files.size(out) > 0) {
        return children.getLast().pid();
      }
      Thread.onSpinWait();
    }
    return -1;
  }

  @Test
  void shouldRefuseWhatAnElementMayNotDo() throws Exception {
    Path file = dir.resolve("kept.raw");
    try (RealCommand command = start("launch", "--isolate=filesink", FRAMES.formatted(2, file))) {
      assertThat(end(command)).isEqualTo(ExitCode.STREAM.code());
      assertThat(command.err())
          .contains("made a refused system call call=openat")
          .contains("cannot write file");
      assertThat(file).doesNotExist();
    }
  }

  @Test
  void shouldLeaveElementsHereThatOpenFilesWhenAllOthersAreIsolated() throws Exception {
    Path file = dir.resolve("all.raw");
    try (RealCommand command = start("launch", "--isolated", FRAMES.formatted(2, file))) {
      assertThat(end(command)).as(command.err()).isZero();
      assertThat(Files.size(file)).isEqualTo(2L * 160 * 120 * 4);
    }
    try (RealCommand command = start("explain", "--isolated", FRAMES.formatted(2, file))) {
      assertThat(command.await()).isZero();
      assertThat(command.out())
          .contains("c in a process of its own")
          .contains("c  element=videoconvert because of --isolated; optimizing compiler")
          .contains("vectors; restart=STATELESS\n")
          .contains("profile  compute and fcntl, membarrier, recvmsg; heapMiB=256 ")
          .doesNotContain("filesink0 in a process of its own");
    }
  }

  @Test
  void shouldReachTheAddressOfItsPropertiesWhenAnElementForTheNetworkIsIsolated() throws Exception {
    Path file = dir.resolve("received");
    byte[] sent = "what was sent".getBytes(StandardCharsets.UTF_8);
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("localhost"))) {
      String pipeline =
          "tcpclientsrc host=localhost port=%d ! filesink location=%s"
              .formatted(server.getLocalPort(), file);
      Thread answering =
          Thread.ofVirtual()
              .start(() -> {
                try (Socket client = server.accept()) {
                  client.getOutputStream().write(sent);
                } catch (IOException e) {
                  return; // closed: nothing could be isolated
                }
              });
      try (RealCommand command = start("launch", "--isolate=tcp*", pipeline)) {
        assertThat(end(command)).as(command.err()).isZero();
        assertThat(command.err()).doesNotContain("refused");
        assertThat(file).hasBinaryContent(sent);
      } finally {
        server.close();
        answering.join();
      }
      try (RealCommand command = start("explain", "--isolate=tcp*", pipeline)) {
        assertThat(command.await()).isZero();
        assertThat(command.out()).contains("; network: the addresses of its properties");
      }
    }
  }

  @Test
  void shouldSayWhyWhenTheKernelEndsAProcessForItsMemory() throws Exception {
    String pipeline =
        "audiotestsrc num-buffers=9 ! audio/x-raw,channels=16 ! spectrum name=c multi-channel=true"
            + " bands=65536 ! fakesink";
    String[] limits = {"--isolate=c", "--limit-memory=96", "--limit-cpu=900"};
    try (RealCommand command =
        start("launch", limits[0], limits[1], limits[2], "--restarts=1", pipeline)) {
      assertThat(end(command)).isEqualTo(ExitCode.STREAM.code());
      assertThat(command.err())
          .contains("warning: c: [PLX-RUN-006] its process has ended: signalled status=9 it took")
          .contains("error: [PLX-RUN-008] c: its process has ended: signalled status=9 it took")
          .contains("it took more memory than its limit memoryBytes=100663296");
    }
    try (RealCommand command = start("explain", limits[0], limits[1], limits[2], pipeline)) {
      assertThat(command.await()).isZero();
      assertThat(command.out())
          .contains(" limitMiB=96 limitCpuPercent=900\n")
          .contains(", control groups for memory, cpu");
    }
    try (RealCommand command = start("launch", "--limit-memory=63", pipeline)) {
      assertThat(command.await()).isEqualTo(ExitCode.USAGE.code());
      assertThat(command.err()).contains("--limit-memory is a number of MiB from 64 to 9999999");
    }
  }

  @Test
  void shouldPostMessagesFromTheSandbox() throws Exception {
    String pipeline = "audiotestsrc num-buffers=20 ! level ! spectrum bands=8 ! fakesink";
    try (RealCommand command = start("launch", "-v", "--isolate=level,spectrum", pipeline)) {
      assertThat(end(command)).as(command.err()).isZero();
      assertThat(command.out() + command.err()).contains("LevelMessage[", "SpectrumMessage[");
    }
  }

  @Test
  void shouldAllowWhatIsNamedUnlessItLeadsOut() throws Exception {
    String pipeline = "fakesrc num-buffers=3 ! identity name=c ! fakesink";
    try (RealCommand command =
        start("explain", "--isolate=c", "--allow-calls=sysinfo,uname", pipeline)) {
      assertThat(command.await()).isZero();
      assertThat(command.out()).containsPattern("profile +compute and .*sysinfo, uname;");
    }
    try (RealCommand command =
        start("launch", "--isolate=c", "--allow-calls=sysinfo,execve", pipeline)) {
      assertThat(command.await()).isEqualTo(ExitCode.USAGE.code());
      assertThat(command.err()).contains("--allow-calls: ", "lead out of the sandbox calls=execve");
    }
    try (RealCommand command = start("launch", "--isolate=c", "--allow-calls=dup2", pipeline)) {
      assertThat(command.await()).isEqualTo(ExitCode.USAGE.code());
      assertThat(command.err()).contains("--allow-calls: ", "beyond their own memory calls=dup2");
    }
    try (RealCommand command = start("launch", "--isolate=c", "--allow-calls=nosuch", pipeline)) {
      assertThat(command.await()).isEqualTo(ExitCode.USAGE.code());
      assertThat(command.err()).contains("--allow-calls: ", "nosuch");
    }
    try (RealCommand command = start("launch", "--isolate=c", "--allow-calls=sysinfo", pipeline)) {
      assertThat(end(command)).as(command.err()).isZero();
    }
  }

  @Test
  void shouldSayWhatIsCopiedBecauseItCouldChange() throws Exception {
    String pipeline =
        "videotestsrc num-buffers=3 ! videoconvert name=c ! pngenc name=p ! pngdec ! fakesink";
    try (RealCommand command = start("explain", "--isolate=c,p", pipeline)) {
      assertThat(command.await()).isZero();
      assertThat(command.out()).contains("c.out  volatile: ", "p.out  stable: copied once");
    }
    try (RealCommand command = start("explain", "--stable-inputs", "--isolate=c,p", pipeline)) {
      assertThat(command.await()).isZero();
      assertThat(command.out()).contains("c.out  stable: ").doesNotContain("volatile: ");
    }
    try (RealCommand command = start("launch", "--stable-inputs", "--isolate=c,p", pipeline)) {
      assertThat(end(command)).as(command.err()).isZero();
    }
  }

  @Test
  void shouldListTheSystemCallsThatAnElementNeedsBeyondItsProfile() throws Exception {
    Path file = dir.resolve("learnt.raw");
    String pipeline = FRAMES.formatted(2, file);
    try (RealCommand command = start("learn", pipeline)) {
      assertThat(end(command)).as(command.err()).isZero();
      assertThat(command.out()).containsPattern("(?m)^c: ").doesNotContain("filesink0");
    }
    try (RealCommand command = start("learn", "--isolate=filesink,c", pipeline)) {
      assertThat(end(command)).isEqualTo(ExitCode.STREAM.code());
      assertThat(command.out()).containsPattern("filesink0: .*openat").contains("c: ");
    }
  }
}

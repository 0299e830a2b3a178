package dev.parallax.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies of a template, a Maven project outside of the reactor, and a repository with the jars of
 * this build for them.
 */
final class ForeignProjects {
  private static final Path MODULE = Path.of("").toAbsolutePath();
  private static final Pattern MODULE_NAME = Pattern.compile("<module>([\\w-]+)</module>");

  private final Path template;
  private final Path work;
  private final LocalRepository repository;

  /** How a run of Maven ended, and what it printed. */
  record Build(int code, String output) {}

  private ForeignProjects(Path template, Path work, LocalRepository repository) {
    this.template = template;
    this.work = work;
    this.repository = repository;
  }

  /** Installs all published modules, as they were packed, for copies of a folder of this module. */
  static ForeignProjects of(String template) throws IOException {
    Path work = MODULE.resolve("target").resolve(template);
    Files.createDirectories(work);
    LocalRepository repository =
        LocalRepository.linkedTo(
            Path.of(System.getProperty("parallax.local.repository")), work.resolve("repository"));
    Path root = MODULE.getParent();
    String version = System.getProperty("parallax.version");
    String rootPom = Files.readString(root.resolve("pom.xml"));
    repository.install("parallax", version, root.resolve("pom.xml"));
    int jars = 0;
    for (Matcher m = MODULE_NAME.matcher(rootPom); m.find(); ) {
      Path module = root.resolve(m.group(1));
      String artifact = "parallax-" + m.group(1);
      Path pom = module.resolve("pom.xml");
      Path jar = module.resolve("target/" + artifact + "-" + version + ".jar");
      if (!Files.readString(pom).contains("<maven.install.skip>true<") && Files.exists(jar)) {
        repository.install(artifact, version, pom, jar);
        jars++;
      }
    }
    assertThat(jars).as("jars of this build; fix: mvn verify, from the root").isGreaterThan(7);
    return new ForeignProjects(MODULE.resolve(template), work, repository);
  }

  /** Deletes the repository; copies stay, to be looked at. */
  void close() throws IOException {
    LocalRepository.delete(work.resolve("repository"));
  }

  /** A copy of the template. */
  Path copy(String name) throws IOException {
    Path project = work.resolve(name);
    LocalRepository.delete(project);
    List<Path> files;
    try (Stream<Path> all = Files.walk(template)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path relative = template.relativize(file);
      if (!relative.startsWith("target")) {
        Files.createDirectories(project.resolve(relative).getParent());
        Files.copy(file, project.resolve(relative));
      }
    }
    return project;
  }

  /** Replaces a text that occurs once, and tells its line. */
  static int edit(Path file, String before, String after) throws IOException {
    String text = Files.readString(file);
    assertThat(text).containsOnlyOnce(before);
    Files.writeString(file, text.replace(before, after));
    return (int) text.substring(0, text.indexOf(before)).lines().count();
  }

  /** Runs the Maven that runs this test. What it prints is kept beside the project. */
  Build maven(String jdk, Path project, String... goals) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("parallax.maven.home"), "bin", "mvn").toString());
    command.addAll(List.of("-B", "-Dstyle.color=never", "-Dmaven.repo.local=" + repository.root()));
    command.addAll(List.of(goals));
    Path log = project.resolveSibling(project.getFileName() + ".log");
    ProcessBuilder builder = new ProcessBuilder(command).directory(project.toFile());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    builder.environment().put("JAVA_HOME", jdk);
    builder.environment().keySet().removeAll(List.of("MAVEN_ARGS", "MAVEN_CMD_LINE_ARGS"));
    Process process = builder.start();
    process.getOutputStream().close();
    boolean ended = process.waitFor(5, TimeUnit.MINUTES);
    if (!ended) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
    String output = Files.readString(log, StandardCharsets.UTF_8);
    assertThat(ended).as("maven ends within 5 minutes; it printed:\n%s", output).isTrue();
    return new Build(process.exitValue(), output);
  }
}

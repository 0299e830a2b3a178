package dev.parallax.maven;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.jspecify.annotations.NullUnmarked;

/** {@code parallax:check}: the command {@code check} on files, with the project's elements. */
@NullUnmarked
public final class CheckMojo extends ToolMojo {
  private List<File> files;
  private List<File> plugins;
  private File folder;

  /** For Maven, which sets the fields. */
  public CheckMojo() {}

  @Override
  void runGoal(Path classes) throws MojoExecutionException, MojoFailureException {
    List<String> arguments = new ArrayList<>();
    arguments.add("check");
    if (plugins != null && !plugins.isEmpty()) {
      arguments.add("--plugins=" + path(plugins));
    }
    int options = arguments.size();
    try {
      if (files == null || files.isEmpty()) {
        Path usual = folder.toPath().resolve("src/main/pipelines");
        if (Files.isDirectory(usual)) {
          add(usual, arguments);
        }
      } else {
        for (File file : files) {
          add(file.toPath(), arguments);
        }
      }
    } catch (IOException e) {
      throw new MojoExecutionException("files cannot be listed: " + e, e);
    }
    if (arguments.size() == options) {
      getLog().info("there are no files with pipelines");
      return;
    }
    List<String> before = new ArrayList<>();
    before.add(classes.toString());
    before.addAll(classPath());
    int code = command(before, arguments, getLog()::error);
    if (code != OK) {
      throw new MojoFailureException("pipelines are wrong; see above");
    }
  }

  /** As the command takes them. */
  static String path(List<File> folders) throws MojoExecutionException {
    for (File folder : folders) {
      if (folder.toString().contains(":")) {
        throw new MojoExecutionException(
            "path of a folder with plugins has a colon, which stands between folders folder="
                + folder);
      }
    }
    return folders.stream().map(File::toString).collect(Collectors.joining(":"));
  }

  private static void add(Path place, List<String> to) throws IOException {
    if (!Files.isDirectory(place)) {
      to.add(place.toString());
      return;
    }
    try (Stream<Path> all = Files.walk(place)) {
      all.filter(Files::isRegularFile).sorted().forEach(file -> to.add(file.toString()));
    }
  }
}

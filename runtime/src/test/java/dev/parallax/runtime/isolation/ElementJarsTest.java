package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ElementJarsTest {
  @TempDir Path dir;

  @Test
  void shouldGiveTheJarAndWhatItDeclaresWhenTheHostHasMore() throws Exception {
    Path last = jar("last", "");
    Path middle = jar("middle", "last.jar gone.jar http://example.org/far.jar");
    Path first = jar("first", "middle.jar first.jar");
    Path other = jar("other", "");
    List<Path> host = List.of(other, first, middle, last);
    assertThat(ElementJars.of(first, host)).containsExactly(first, middle, last);
    assertThat(ElementJars.of(other, host)).containsExactly(other);
  }

  @Test
  void shouldFindDeclaredModulesWhenTheJarIsAModule() throws Exception {
    Path library = jar("org.library", "");
    Path element = dir.resolve("element.jar");
    java.lang.classfile.ClassFile classes = java.lang.classfile.ClassFile.of();
    byte[] descriptor =
        classes.buildModule(
            java.lang.classfile.attribute.ModuleAttribute.of(
                java.lang.constant.ModuleDesc.of("org.element"),
                module ->
                    List.of("java.base", "java.logging", "dev.parallax.runtime", "org.library")
                        .forEach(name ->
                            module.requires(java.lang.constant.ModuleDesc.of(name), 0, null))));
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(element))) {
      out.putNextEntry(new java.util.zip.ZipEntry("module-info.class"));
      out.write(descriptor);
    }
    Path real = element.toRealPath();
    List<Path> host = List.of(jar("other", ""), real, library);
    assertThat(ElementJars.of(real, host)).containsExactly(real, library);
  }

  @Test
  void shouldGiveEverythingWhenClassesAreInADirectory() throws Exception {
    List<Path> host = List.of(dir, jar("a", ""));
    assertThat(ElementJars.of(dir, host)).isEqualTo(host);
  }

  private Path jar(String name, String classPath) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    if (!classPath.isEmpty()) {
      manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath);
    }
    Path jar = dir.resolve(name + ".jar");
    new JarOutputStream(Files.newOutputStream(jar), manifest).close();
    return jar.toRealPath();
  }
}

package dev.parallax.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.junit.jupiter.api.Test;

class CheckMojoTest {
  @Test
  void shouldPutColonsBetweenFoldersWhenThereAreSeveral() throws Exception {
    assertThat(CheckMojo.path(List.of(new File("/a b"), new File("c")))).isEqualTo("/a b:c");
  }

  @Test
  void shouldNameTheFolderWhenItHasAColon() {
    assertThatThrownBy(() -> CheckMojo.path(List.of(new File("/a:b"))))
        .isInstanceOf(MojoExecutionException.class)
        .hasMessageContaining("folder=/a:b");
  }
}

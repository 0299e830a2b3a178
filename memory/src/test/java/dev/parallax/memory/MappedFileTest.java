package dev.parallax.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parallax.nativeglue.linux.LinuxException;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappedFileTest {
  @Test
  void shouldGiveBytesReadOnlyWhenMapped(@TempDir Path dir) throws Exception {
    Path file = Files.write(dir.resolve("f"), new byte[] {1, 2, 3});
    try (MappedFile mapped = MappedFile.open(file.toString(), 3)) {
      assertThat(mapped.segment().toArray(ValueLayout.JAVA_BYTE)).containsExactly(1, 2, 3);
      assertThat(mapped.segment().isReadOnly()).isTrue();
    }
  }

  @Test
  void shouldRefuseFileWhenEmptyLargeOrNoFile(@TempDir Path dir) throws Exception {
    Path file = Files.write(dir.resolve("f"), new byte[4]);
    Path empty = Files.write(dir.resolve("e"), new byte[0]);
    assertThatThrownBy(() -> MappedFile.open(file.toString(), 3))
        .hasMessageContaining("size=4 max=3");
    assertThatThrownBy(() -> MappedFile.open(empty.toString(), 3)).hasMessageContaining("size=0");
    assertThatThrownBy(() -> MappedFile.open(dir.toString(), 3))
        .hasMessageContaining("regular=false");
    assertThatThrownBy(() -> MappedFile.open(dir.resolve("none").toString(), 3))
        .isInstanceOf(LinuxException.class)
        .hasMessageContaining("ENOENT");
  }
}

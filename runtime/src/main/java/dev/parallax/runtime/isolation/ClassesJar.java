package dev.parallax.runtime.isolation;

import dev.parallax.nativeglue.linux.Fcntl;
import dev.parallax.nativeglue.linux.Mman;
import dev.parallax.nativeglue.linux.Unistd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A directory of classes as a jar in memory. */
final class ClassesJar {
  private static final long MAX_BYTES = 256L << 20;
  private static final int MAX_FILES = 50_000;

  private ClassesJar() {}

  /** The descriptor is the caller's. */
  static SpawnPlan.Copy of(Path directory, String target) throws IOException {
    return copy(pack(directory), target);
  }

  /** A file of the child's root with these bytes. The descriptor is the caller's. */
  static SpawnPlan.Copy copy(byte[] content, String target) {
    int fd = Mman.memfd_create("plx-classes", Mman.MFD_CLOEXEC | Mman.MFD_ALLOW_SEALING);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, content);
      for (long at = 0; at < content.length; ) {
        at += Math.max(0, Unistd.write(fd, bytes, at, content.length - at));
      }
      Fcntl.addSeals(
          fd, Fcntl.F_SEAL_WRITE | Fcntl.F_SEAL_GROW | Fcntl.F_SEAL_SHRINK | Fcntl.F_SEAL_SEAL);
    } catch (RuntimeException e) {
      Unistd.close(fd);
      throw e;
    }
    return new SpawnPlan.Copy(fd, content.length, target);
  }

  static byte[] pack(Path directory) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.filter(Files::isRegularFile).sorted().limit(MAX_FILES + 1L).toList();
    }
    if (files.size() > MAX_FILES) {
      throw new IOException("too many files: directory=" + directory + " max=" + MAX_FILES);
    }
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Path file : files) {
        if (bytes.size() + Files.size(file) > MAX_BYTES) {
          throw new IOException("too many bytes: directory=" + directory + " max=" + MAX_BYTES);
        }
        byte[] content = Files.readAllBytes(file);
        ZipEntry entry = new ZipEntry(directory.relativize(file).toString().replace('\\', '/'));
        CRC32 crc = new CRC32();
        crc.update(content);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
      }
    }
    return bytes.toByteArray();
  }
}

package dev.parallax.runtime.remote;

import dev.parallax.nativeglue.linux.Stat;

/**
 * Which file, on this machine, while anybody has it.
 *
 * @param device as {@code stat} gives it
 * @param inode its number there
 */
public record FileId(long device, long inode) {
  /** Of an open file. */
  public static FileId of(int fd) {
    Stat stat = Stat.fstat(fd);
    return new FileId(stat.dev(), stat.ino());
  }
}

package dev.parallax.nativeglue.linux;

import java.lang.foreign.Arena;

/** Calls of {@code sys/mman.h}. Addresses are plain numbers; whoever maps keeps them safe. */
public final class Mman {
  /** Pages may be read. */
  public static final int PROT_READ = 1;

  /** Pages may be written. */
  public static final int PROT_WRITE = 2;

  /** Changes are seen by all. */
  public static final int MAP_SHARED = 0x01;

  /** Changes are private. */
  public static final int MAP_PRIVATE = 0x02;

  /** No file. */
  public static final int MAP_ANONYMOUS = 0x20;

  /** Fault all pages in. */
  public static final int MAP_POPULATE = 0x8000;

  /** Descriptor not inherited over exec. */
  public static final int MFD_CLOEXEC = 1;

  /** Seals may be added. */
  public static final int MFD_ALLOW_SEALING = 2;

  /** Not executable, and sealed so (Linux 6.3). */
  public static final int MFD_NOEXEC_SEAL = 8;

  /** Of huge pages. */
  public static final int MFD_HUGETLB = 4;

  /** Of huge pages of 2 MiB ({@code 21 << 26}). */
  public static final int MFD_HUGE_2MB = 21 << 26;

  /** Read-ahead in sequence. */
  public static final int MADV_SEQUENTIAL = 2;

  /** Will be used soon. */
  public static final int MADV_WILLNEED = 3;

  /** Transparent huge pages wanted. */
  public static final int MADV_HUGEPAGE = 14;

  /** Fault pages in for writing (Linux 5.14). */
  public static final int MADV_POPULATE_WRITE = 23;

  /** {@link #mlock2}: lock pages as they are touched. */
  public static final int MLOCK_ONFAULT = 1;

  private static final int NR_MMAP = 9;
  private static final int NR_MPROTECT = 10;
  private static final int NR_MUNMAP = 11;
  private static final int NR_MADVISE = 28;
  private static final int NR_MEMFD_CREATE = 319;
  private static final int NR_MLOCK2 = 325;

  private Mman() {}

  /** Makes an anonymous file in memory; the name is for {@code /proc} only (at most 249 bytes). */
  public static int memfd_create(String name, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      long r = Sys.call(NR_MEMFD_CREATE, Sys.cString(arena, name).address(), flags, 0);
      if (r < 0) {
        throw new LinuxException(
            (int) -r, "memfd_create", "name=" + name + " flags=0x" + Integer.toHexString(flags));
      }
      return (int) r;
    }
  }

  /** Maps a file or fresh memory and gives the address. */
  public static long mmap(long addr, long length, int prot, int flags, int fd, long offset) {
    long r = Sys.call(NR_MMAP, addr, length, prot, flags, fd, offset);
    if (r < 0 && r >= -4095) {
      throw new LinuxException(
          (int) -r,
          "mmap",
          "length="
              + length
              + " prot=0x"
              + Integer.toHexString(prot)
              + " flags=0x"
              + Integer.toHexString(flags)
              + " fd="
              + fd
              + " offset="
              + offset);
    }
    return r;
  }

  /** Unmaps. */
  public static void munmap(long addr, long length) {
    check(Sys.call(NR_MUNMAP, addr, length, 0), "munmap", addr, length, 0);
  }

  /** Changes the protection of pages. */
  public static void mprotect(long addr, long len, int prot) {
    check(Sys.call(NR_MPROTECT, addr, len, prot), "mprotect", addr, len, prot);
  }

  /** Advises about the use of pages. */
  public static void madvise(long addr, long length, int advice) {
    check(Sys.call(NR_MADVISE, addr, length, advice), "madvise", addr, length, advice);
  }

  /** Locks pages in memory (Linux 4.4). */
  public static void mlock2(long addr, long len, int flags) {
    check(Sys.call(NR_MLOCK2, addr, len, flags), "mlock2", addr, len, flags);
  }

  private static void check(long r, String call, long addr, long length, int argument) {
    if (r < 0) {
      throw new LinuxException(
          (int) -r,
          call,
          "addr=0x" + Long.toHexString(addr) + " length=" + length + " argument=" + argument);
    }
  }
}

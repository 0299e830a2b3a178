package dev.parallax.memory.link;

import dev.parallax.memory.ArenaFile;
import dev.parallax.memory.SharedArena;
import dev.parallax.nativeglue.linux.Unistd;

/** Kinds of peers that must behave alike. */
enum Variant {
  /** In this process. */
  THREAD,
  /** In another one. */
  PROCESS;

  private static final long MAX_BYTES = 1 << 20;

  SharedArena attach(ArenaFile file) {
    return SharedArena.attach(Unistd.dup(file.fd()), file.description(), MAX_BYTES);
  }
}

package dev.parallax.elements.std.png;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.Adler32;

/**
 * Writes zlib streams (RFC 1950 and 1951) of rows of pictures. Not by {@link
 * java.util.zip.Deflater}, which compares places that have three bytes in common: of those filtered
 * rows have so many that most of the time goes into repetitions that are hardly worth their bits.
 * Here they have six in common. Nothing is allocated after construction but what the output needs.
 * One thread at a time.
 *
 * <p>Places in the stream are counted from its beginning; a place minus {@link #base} is one in the
 * window, which always has the 32 KiB before the place that is compressed.
 */
final class Deflate {
  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final int HISTORY = 32 << 10;
  private static final int WINDOW = 4 * HISTORY;
  private static final int LONGEST = DeflateBlock.LONGEST;

  /** Bytes behind the place that is compressed, until the end of the stream. */
  private static final int AHEAD = LONGEST + 16;

  private static final int HASH_BITS = 15;
  private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

  /** Keeps six bytes of a word. */
  private static final int HASHED = 16;

  /** A repetition is longer than this; most are of six bytes, which are looked for. */
  private static final int TOO_SHORT = 3;

  /** Before every place that is near enough. */
  private static final int NOWHERE = -2 * HISTORY;

  /** Of a longer repetition only the end is looked for later. */
  private static final int WHOLE = 64;

  /**
   * How much is tried at a level.
   *
   * @param tries places that are compared
   * @param triesWhenGood the same when a good repetition is known
   * @param good a good length
   * @param lazy of a shorter one, the next byte is tried, too
   * @param enough no longer one is looked for
   */
  private record Effort(int tries, int triesWhenGood, int good, int lazy, int enough) {}

  private static final Effort[] EFFORTS = {
    new Effort(0, 0, 0, 0, 0),
    new Effort(1, 1, 8, 0, 16),
    new Effort(2, 2, 8, 0, 16),
    new Effort(4, 2, 8, 0, 32),
    new Effort(4, 2, 8, 8, 32),
    new Effort(8, 2, 8, 16, 64),
    new Effort(16, 4, 8, 16, 128),
    new Effort(32, 8, 8, 32, 128),
    new Effort(256, 64, 32, 128, LONGEST),
    new Effort(2048, 512, 32, LONGEST, LONGEST)
  };

  private final int level;
  private final Effort effort;
  private final DeflateBits out;
  private final DeflateBlock block = new DeflateBlock();
  private final Adler32 check = new Adler32();
  private final byte[] window = new byte[WINDOW + 16];

  /** The last place with a hash. */
  private final int[] heads = new int[1 << HASH_BITS];

  /** By the low bits of a place: the one before it with the same hash. */
  private final int[] chain = new int[HISTORY];

  private int base;

  /** In the window: what is compressed next, and the end of what is there. */
  private int at;

  private int end;

  /** Of the repetition found last. */
  private int distance;

  /** Of the repetition written last: tried again, for of long ones few places are known. */
  private int used;

  /**
   * Makes a compressor.
   *
   * @param level 0, which stores, to 9, which is small
   */
  Deflate(int level, DeflateBits out) {
    this.level = level;
    this.out = out;
    effort = EFFORTS[level];
  }

  /** Begins a stream. */
  void begin() {
    Arrays.fill(heads, NOWHERE);
    base = 0;
    at = 0;
    end = 0;
    distance = 1;
    used = 1;
    block.clear();
    check.reset();
    int kind = level < 2 ? 0 : level < 6 ? 1 : level == 6 ? 2 : 3;
    int header = 0x7800 | kind << 6;
    header += 31 - header % 31;
    out.room(2);
    out.put(header >> 8 | (header & 0xff) << 8, 16);
  }

  /** Takes bytes; 2^30 of a stream at most, for places are ints. */
  void write(byte[] bytes, int from, int count) {
    check.update(bytes, from, count);
    for (int done = 0; done < count; ) {
      if (end == WINDOW) {
        compress(WINDOW - AHEAD);
        slide();
      }
      int n = Math.min(count - done, WINDOW - end);
      System.arraycopy(bytes, from + done, window, end, n);
      end += n;
      done += n;
    }
  }

  /** Ends the stream: it is complete. */
  void finish() {
    compress(end);
    block.write(out, true);
    out.room(8);
    out.align();
    out.putInt((int) check.getValue());
  }

  private void slide() {
    int by = Math.max(0, at - HISTORY);
    System.arraycopy(window, by, window, 0, end - by);
    base += by;
    at -= by;
    end -= by;
  }

  private void compress(int limit) {
    if (level == 0) {
      store(limit);
    } else {
      search(limit);
    }
  }

  private void store(int limit) {
    while (at < limit) {
      int n = Math.min(limit - at, DeflateBlock.STORED);
      DeflateBlock.stored(out, window, at, n, false);
      at += n;
    }
  }

  /** Compresses at least up to a place in the window. */
  private void search(int limit) {
    final int lazy = effort.lazy;
    int p = at;
    while (p < limit) {
      int length = longest(p, TOO_SHORT, effort.tries);
      if (!isWorth(length, distance)) {
        literal(p++);
        continue;
      }
      int from = p + 1;
      while (length < lazy) {
        int back = distance;
        int tries = length < effort.good ? effort.tries : effort.triesWhenGood;
        int next = longest(p + 1, length, tries);
        from = p + 2;
        if (next <= length) {
          distance = back;
          break;
        }
        literal(p++);
        length = next;
      }
      block.match(length, distance);
      used = distance;
      if (block.isFull()) {
        block.write(out, false);
      }
      p += length;
      for (int i = length > WHOLE ? p - WHOLE / 2 : from; i < p; i++) {
        enter(i);
      }
    }
    at = p;
  }

  private void literal(int p) {
    block.literal(window[p]);
    if (block.isFull()) {
      block.write(out, false);
    }
  }

  /** Whether a repetition takes fewer bits than its literals, as a guess. */
  private static boolean isWorth(int length, int distance) {
    return length > 5 || length == 5 && distance <= 4096 || length == 4 && distance <= 256;
  }

  /** Makes a place known; returns the one before it with the same hash. */
  private int enter(int p) {
    int hash = (int) (((long) WORDS.get(window, p) << HASHED) * FACTOR >>> 64 - HASH_BITS);
    int before = heads[hash];
    int place = p + base;
    heads[hash] = place;
    chain[place & HISTORY - 1] = before;
    return before;
  }

  /**
   * The longest repetition at a place, which it makes known.
   *
   * @param least length that is to be exceeded, at least 3
   * @return its length, with its {@link #distance}; {@code least} if there is none
   */
  private int longest(int p, int least, int tries) {
    final byte[] w = window;
    final int most = Math.min(LONGEST, end - p);
    int candidate = enter(p);
    int best = least;
    int start = (int) INTS.get(w, p);
    int farthest = p + base - HISTORY;
    int edge = (int) INTS.get(w, p + best - 3);
    for (int i = tries; candidate > farthest && i > 0; i--) {
      int q = candidate - base;
      if ((int) INTS.get(w, q + best - 3) == edge && (int) INTS.get(w, q) == start) {
        int n = same(w, q, p, most);
        if (n > best) {
          best = n;
          distance = p - q;
          if (n >= effort.enough) {
            break;
          }
          edge = (int) INTS.get(w, p + best - 3);
        }
      }
      candidate = chain[candidate & HISTORY - 1];
    }
    int last = used;
    if (best < effort.enough && p >= last && start == (int) INTS.get(w, p - last)) {
      int n = same(w, p - last, p, most);
      if (n > best) {
        best = n;
        distance = last;
      }
    }
    return best;
  }

  /** Bytes that are alike at two places, as far as {@code most}. */
  private static int same(byte[] w, int a, int b, int most) {
    int n = 0;
    while (n < most) {
      long different = (long) WORDS.get(w, a + n) ^ (long) WORDS.get(w, b + n);
      if (different != 0) {
        return Math.min(most, n + (Long.numberOfTrailingZeros(different) >> 3));
      }
      n += 8;
    }
    return most;
  }
}

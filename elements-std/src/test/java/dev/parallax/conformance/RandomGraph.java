package dev.parallax.conformance;

import java.util.Random;

/**
 * Makes pipelines at random. Buffers of any kind flow from some sources through chains, tees and a
 * funnel into sinks; or pictures through diamonds of a tee and a mixer.
 */
final class RandomGraph {
  private final Random random;
  private final StringBuilder text = new StringBuilder();
  private int tees;
  private int identities;

  private RandomGraph(Random random) {
    this.random = random;
  }

  static String bytes(Random random) {
    RandomGraph graph = new RandomGraph(random);
    graph.bytes();
    return graph.text.toString();
  }

  static String pictures(Random random) {
    RandomGraph graph = new RandomGraph(random);
    graph.pictures();
    return graph.text.toString();
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private String oneOf(String... choices) {
    return choices[random.nextInt(choices.length)];
  }

  private int upTo(int bound) {
    return 1 + random.nextInt(bound);
  }

  // ---- bytes

  private void bytes() {
    boolean funnel = chance(60);
    if (funnel) {
      text.append("funnel name=f ! ");
      chain();
      spread(2, false);
    }
    int sources = upTo(3);
    for (int i = 0; i < sources; i++) {
      source(funnel);
      text.append("num-buffers=").append(chance(50) ? -1 : random.nextInt(3000)).append(" ! ");
      chain();
      if (funnel && (i == 0 || chance(40))) {
        text.append("f. ");
      } else {
        spread(2, funnel);
      }
    }
  }

  /** A funnel wants one format; without it the source may change its own in mid-stream. */
  private void source(boolean funnel) {
    if (!funnel && chance(30)) {
      text.append(oneOf("changingvideo", "changingaudio"))
          .append(" every=")
          .append(upTo(50))
          .append(' ');
    } else {
      text.append("fakesrc ");
      if (chance(40)) {
        text.append("sizetype=fixed sizemax=").append(upTo(3000)).append(' ');
      }
    }
  }

  /** Ends in a sink, in the funnel, or in a tee whose branches end so. */
  private void spread(int depth, boolean funnel) {
    if (depth == 0 || chance(40)) {
      text.append(funnel && chance(40) ? "f. " : sink());
      return;
    }
    String tee = "t" + tees++;
    text.append("tee name=").append(tee).append(' ');
    int branches = upTo(3);
    for (int i = 0; i < branches; i++) {
      text.append(tee).append(". ! ");
      chain();
      spread(depth - 1, funnel);
    }
  }

  private void chain() {
    for (int n = random.nextInt(4); n > 0; n--) {
      text.append(chance(50) ? queue(true) : identity()).append(" ! ");
    }
  }

  private String queue(boolean mayLeak) {
    String queue = "queue max-size-buffers=" + (chance(50) ? upTo(4) : upTo(200));
    return mayLeak && chance(30) ? queue + " leaky=" + oneOf("upstream", "downstream") : queue;
  }

  private String identity() {
    String identity = "identity name=i" + identities++;
    if (chance(15)) {
      identity += " eos-after=" + upTo(2000);
    }
    return chance(20) ? identity + " sleep-time=" + upTo(200) : identity;
  }

  private String sink() {
    return "fakesink " + (chance(15) ? "num-buffers=" + upTo(2000) + " " : "");
  }

  // ---- pictures

  private void pictures() {
    text.append("toymixer name=m ! ").append(between()).append("toysink  ");
    text.append("toysrc num-buffers=")
        .append(chance(50) ? -1 : 4 * upTo(50))
        .append(" ! ")
        .append(between())
        .append("toydec ! ");
    text.append("tee name=t ");
    int branches = 1 + upTo(3);
    for (int i = 0; i < branches; i++) {
      text.append("t. ! ").append(between());
      if (chance(40)) {
        text.append("toyadd value=").append(upTo(100)).append(" ! ").append(between());
      }
      text.append("m. ");
    }
    if (chance(50)) {
      text.append("t. ! ").append(between()).append("toysink ");
    }
  }

  private String between() {
    return chance(50) ? queue(false) + " ! " : "";
  }
}

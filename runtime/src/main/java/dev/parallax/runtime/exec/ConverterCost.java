package dev.parallax.runtime.exec;

/** Elements that negotiation may insert, with relative costs: what touches more data costs more. */
enum ConverterCost {
  VIDEO_CONVERT("videoconvert", 10),
  AUDIO_CONVERT("audioconvert", 5),
  VIDEO_SCALE("videoscale", 20),
  AUDIO_RESAMPLE("audioresample", 15);

  private final String element;
  private final int cost;

  ConverterCost(String element, int cost) {
    this.element = element;
    this.cost = cost;
  }

  String element() {
    return element;
  }

  int cost() {
    return cost;
  }
}

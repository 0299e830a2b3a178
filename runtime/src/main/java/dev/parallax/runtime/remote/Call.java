package dev.parallax.runtime.remote;

/**
 * Kinds of the events of a link between the host of an element and the process that runs it. What
 * an {@code ElementAdapter} offers the executor is what the host calls; what a pad and a {@code
 * Context} offer the element is what comes back.
 *
 * <p>A call has a number, its {@code seq}, and is over when DONE names that, or {@link #RESULT}
 * with more to say. Until then buffers, events and questions come back. A question is answered by
 * one {@link #ANSWER}; nobody asks a second one before. A buffer to a port is a call of its own:
 * {@code process}.
 */
final class Call {
  // ---- host to element: calls

  /** Bytes: {@link Beginning}. */
  static final int START = 1;

  /** Port: the input that changed, or {@link #NO_PORT}. */
  static final int CONFIGURE = 2;

  static final int PRODUCE = 3;

  /** First and second: presentation time and duration that outputs are stamped with. */
  static final int MIX = 4;

  /** First: 1 when the stream ends with it. */
  static final int DRAIN = 5;

  static final int RESET = 6;
  static final int STOP = 7;

  /** Bytes: an event in {@link EventCodec}. */
  static final int EVENT = 8;

  /** Port and bytes: an event of an input. */
  static final int PORT_EVENT = 9;

  /** First: index of a property that was set. */
  static final int CHANGED = 10;

  static final int TIMER = 11;
  static final int POSITION = 12;

  // ---- host to element: what is told, and has no result

  /** Port and bytes: format of an input. */
  static final int INPUT_FORMAT = 20;

  /** Port and bytes: format of an output. */
  static final int OUTPUT_FORMAT = 21;

  /** First: index; bytes: value of a property. */
  static final int PROPERTY = 22;

  /** Bytes: template, port, index and value of a port's property. */
  static final int PORT_PROPERTY = 23;

  /** First: number of the arena, whose descriptor is under way; bytes: its description. */
  static final int ATTACH = 24;

  /** Port: an output whose buffers nobody wants any more; first 0: they are wanted again. */
  static final int ENOUGH = 25;

  /** Port: an input that shows no buffer ({@code head}). */
  static final int NO_HEAD = 26;

  /** Port: an output that is to have more buffers. */
  static final int GROW = 28;

  /** First and second: what an answer says; bytes: more of it. */
  static final int ANSWER = 27;

  /** Buffers that were sent before, and wait, are not to be processed any more. */
  static final int DISCARD = 29;

  /** First: how many times the host has unblocked calls before: those that follow may block. */
  static final int GO_ON = 30;

  /** First: number of an arena that no more buffers come from. */
  static final int DETACH = 31;

  // ---- element to host

  /** First: {@link #OK} and the like; second and third: numbers; bytes: more. */
  static final int RESULT = 40;

  /** Questions. Port and bytes: a format. */
  static final int ANNOUNCE = 41;

  static final int ACCEPTS = 42;
  static final int NEAREST = 43;

  /** Port: the template's place; bytes: id and format. */
  static final int OPEN = 44;

  /** Port; first: bytes of a buffer; second: buffers kept; third: alignment and padding. */
  static final int POOL = 45;

  /** First: how to wait; second: time. */
  static final int AWAIT = 46;

  /** First: 0: of now, else of the time in second. */
  static final int RUNNING_TIME = 47;

  /** As {@link #AWAIT}, in the midst of a call that goes on then: no other comes in between. */
  static final int AWAIT_WITHIN = 48;

  /** What is told. Port and bytes: an event. */
  static final int SEND = 60;

  /** Port: the template's place. */
  static final int COMPLETE = 61;

  /** Bytes: text. */
  static final int WARN = 62;

  static final int INFO = 63;

  /** First: number. */
  static final int DROPPED = 64;

  static final int COPIED = 65;
  static final int TIMER_AT = 66;

  /** Port; first: 1 to hold. */
  static final int HOLD = 67;

  /** First: number of an arena that buffers come from; second: number of the pool. */
  static final int MAPPED = 68;

  /** Port: an output whose element waits until one of its buffers is given back. */
  static final int STARVES = 71;

  /** Bytes: what the element posts, in {@link MessageCodec}. */
  static final int POST = 72;

  /** Bytes: an event towards the sources. */
  static final int UPSTREAM = 73;

  /** What an element waits for since it gave AGAIN has come. */
  static final int WOKEN = 70;

  /** First: number of an arena that no more buffers come from. */
  static final int UNMAPPED = 69;

  // ---- values

  /** First of a {@link #RESULT}: a flow follows in second. */
  static final int OK = 0;

  /** An exception: bytes are its class and its message. */
  static final int FAILED = 1;

  /** The executor stopped the element in the midst of it. */
  static final int STOPPED = 2;

  static final int NO_PORT = 255;

  /** Inputs whose number has this added are shown ({@code head}), and not processed. */
  static final int HEAD = 128;

  private Call() {}
}

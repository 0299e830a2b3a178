package dev.parallax.runtime.isolation.control;

import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.runtime.isolation.control.ControlMessage.FromChild;
import dev.parallax.runtime.isolation.control.ControlMessage.FromHost;
import dev.parallax.runtime.wire.WireCodec;
import dev.parallax.runtime.wire.WireException;
import dev.parallax.runtime.wire.WireMemory;
import java.lang.foreign.MemorySegment;

/**
 * Control messages in bytes: each has the same size, so that sockets of packets carry one at a time
 * and nobody has to trust a length. Little endian.
 *
 * <pre>
 *   0        4        6        8                       4096
 *   +--------+--------+--------+-------- - - --------+
 *   | "PLXC" | version| type   | record, then zeros  |
 *   +--------+--------+--------+-------- - - --------+
 * </pre>
 *
 * <p>Encoding and the checks allocate nothing; any thread.
 */
public final class ControlFrame {
  /** Bytes of each message. */
  public static final int BYTES = 4096;

  /** Version of the protocol; fields added at the end of records need no new one. */
  public static final int VERSION = 1;

  private static final int MAGIC = 0x4358_4c50;
  private static final int RECORD = 8;
  private static final int INIT = 1;
  private static final int PROPERTY_CHANGE = 2;
  private static final int PORT_FORMAT = 3;
  private static final int LINK_PARAMETERS = 4;
  private static final int STATE_CHANGE = 5;
  private static final int SHUTDOWN = 6;
  private static final int READY = 7;
  private static final int PROBE_RESULT = 8;
  private static final int ERROR_REPORT = 9;

  private ControlFrame() {}

  /**
   * Writes a message; all {@link #BYTES} are written.
   *
   * @throws WireException when a text of it is too long
   * @throws IndexOutOfBoundsException when there is less room
   */
  public static void encode(ControlMessage message, MemorySegment frame) {
    WireMemory.clear(frame, 0, BYTES);
    int type =
        switch (message) {
          case Init m -> put(INIT, InitWire.CODEC, m, frame);
          case PropertyChange m -> put(PROPERTY_CHANGE, PropertyChangeWire.CODEC, m, frame);
          case PortFormat m -> put(PORT_FORMAT, PortFormatWire.CODEC, m, frame);
          case LinkParameters m -> put(LINK_PARAMETERS, LinkParametersWire.CODEC, m, frame);
          case StateChange m -> put(STATE_CHANGE, StateChangeWire.CODEC, m, frame);
          case Shutdown m -> put(SHUTDOWN, ShutdownWire.CODEC, m, frame);
          case Ready m -> put(READY, ReadyWire.CODEC, m, frame);
          case ProbeResult m -> put(PROBE_RESULT, ProbeResultWire.CODEC, m, frame);
          case ErrorReport m -> put(ERROR_REPORT, ErrorReportWire.CODEC, m, frame);
        };
    WireMemory.putInt(frame, 0, MAGIC);
    WireMemory.putShort(frame, 4, (short) VERSION);
    WireMemory.putShort(frame, 6, (short) type);
  }

  private static <R extends Record> int put(
      int type, WireCodec<R> codec, R record, MemorySegment frame) {
    codec.encode(record, frame, RECORD);
    return type;
  }

  /**
   * Reads a message of a child.
   *
   * @param frame memory that the child can't write any more
   * @param received bytes that came
   * @throws WireException when it is no message that a child may send
   */
  public static FromChild fromChild(MemorySegment frame, long received) {
    return switch (type(frame, received)) {
      case STATE_CHANGE -> get(StateChangeWire.CODEC, frame);
      case READY -> get(ReadyWire.CODEC, frame);
      case PROBE_RESULT -> get(ProbeResultWire.CODEC, frame);
      case ERROR_REPORT -> get(ErrorReportWire.CODEC, frame);
      default -> throw unknown("child", frame);
    };
  }

  /**
   * Reads a message of the host.
   *
   * @param frame memory that the host does not write any more
   * @param received bytes that came
   * @throws WireException when it is no message that a host may send
   */
  public static FromHost fromHost(MemorySegment frame, long received) {
    return switch (type(frame, received)) {
      case INIT -> get(InitWire.CODEC, frame);
      case PROPERTY_CHANGE -> get(PropertyChangeWire.CODEC, frame);
      case PORT_FORMAT -> get(PortFormatWire.CODEC, frame);
      case LINK_PARAMETERS -> get(LinkParametersWire.CODEC, frame);
      case STATE_CHANGE -> get(StateChangeWire.CODEC, frame);
      case SHUTDOWN -> get(ShutdownWire.CODEC, frame);
      default -> throw unknown("host", frame);
    };
  }

  private static int type(MemorySegment frame, long received) {
    if (received != BYTES) {
      throw malformed("control message has another size bytes=" + received + " wanted=" + BYTES);
    }
    int magic = WireMemory.getInt(frame, 0);
    if (magic != MAGIC) {
      throw malformed(
          "control message does not begin with PLXC is=0x" + Integer.toHexString(magic));
    }
    int version = WireMemory.getChar(frame, 4);
    if (version != VERSION) {
      throw new WireException(
          DiagnosticId.WIRE_VERSION,
          "other process speaks another version of the control protocol version="
              + version
              + " wanted="
              + VERSION
              + "; fix: run both from the same jars");
    }
    return WireMemory.getChar(frame, 6);
  }

  private static <R extends Record> R get(WireCodec<R> codec, MemorySegment frame) {
    return codec.decode(frame, RECORD, BYTES - RECORD);
  }

  private static WireException unknown(String sender, MemorySegment frame) {
    return malformed(
        "control message has a type that its sender may not send sender="
            + sender
            + " type="
            + (int) WireMemory.getChar(frame, 6));
  }

  private static WireException malformed(String text) {
    return new WireException(DiagnosticId.WIRE_MALFORMED, text);
  }
}

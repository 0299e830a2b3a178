package dev.parallax.elements.std.ipc;

import dev.parallax.annotations.Action;
import dev.parallax.annotations.AnyCaps;
import dev.parallax.annotations.Configure;
import dev.parallax.annotations.Consume;
import dev.parallax.annotations.Element;
import dev.parallax.annotations.Hints;
import dev.parallax.annotations.HostBound;
import dev.parallax.annotations.Input;
import dev.parallax.annotations.OnEvent;
import dev.parallax.annotations.Processing;
import dev.parallax.annotations.Property;
import dev.parallax.annotations.Reset;
import dev.parallax.annotations.Start;
import dev.parallax.annotations.Stop;
import dev.parallax.elements.std.flow.Pacing;
import dev.parallax.elements.std.net.SocketMode;
import dev.parallax.runtime.element.Context;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.Setup;
import dev.parallax.runtime.element.View;
import dev.parallax.runtime.remote.LinkContext;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Gives its stream to other programs, without a copy: each {@code ipcsrc} with the same path reads
 * the very memory in which the buffers lie. Readers come and go at any time, each with its own
 * pace; formats, segments, tags, times and metadata go along. A reader that is killed gives back
 * nothing, and nothing is lost: what it had is counted here, and free again.
 */
@Element(
    name = "ipcsink",
    summary = "Gives a stream to other programs without a copy",
    klass = "Sink",
    example =
        "ipcsrc path=tone.ipc caps=audio/x-raw,format=S16LE,rate=44100,channels=1 ! fakesink"
            + "  audiotestsrc num-buffers=20 !"
            + " audio/x-raw,format=S16LE,rate=44100,channels=1 !"
            + " ipcsink path=tone.ipc wait-for-connection=true")
@HostBound
@Hints(processing = Processing.IO_BOUND)
final class IpcSink {
  @Property(
      doc = "path of the socket's file, which readers name (shmsink: socket-path)",
      required = true)
  String path = "";

  @Property(doc = "permissions of the socket's file, octal")
  String permissions = "0600";

  @Property(
      doc =
          "users whose programs may read, as numbers with commas between, beside the own one; the"
              + " permissions must let them, too")
  String allowUids = "";

  @Property(doc = "send each buffer at its time")
  boolean sync = true;

  @Property(doc = "wait while there is no reader (shmsink: true)")
  boolean waitForConnection;

  @Property(doc = "what happens when a reader has max-buffers buffers")
  IpcDelivery delivery = IpcDelivery.DROP_OLDEST;

  @Property(doc = "readers at a time; others are turned away", min = 1, max = Reader.MAX_READERS)
  int maxReaders = 4;

  @Property(
      doc =
          "buffers that a reader may have at a time; memory is set aside for max-readers times as"
              + " many and one more each",
      min = 1,
      max = 256)
  int maxBuffers = 4;

  @Property(
      doc =
          "copy every buffer: readers then see nothing but what they were sent, not what was thrown"
              + " away before")
  boolean copy;

  private @Nullable Context context;
  private volatile @Nullable Outlet outlet;

  @Start
  void start(Context started) throws IOException {
    if (!(started instanceof LinkContext links)) {
      throw new IllegalStateException("ipcsink runs in the host process only");
    }
    context = started;
    outlet =
        Outlet.open(links, path, SocketMode.octal(permissions), Users.of(allowUids), settings());
  }

  private Outlet.Settings settings() {
    return new Outlet.Settings(delivery, waitForConnection, copy, maxReaders, maxBuffers);
  }

  @Configure
  void configure(Setup setup) {
    setup.holds(settings().holds());
  }

  @Consume
  Flow write(@Input @AnyCaps View in) throws IOException {
    Context c = context;
    Outlet o = outlet;
    if (c == null || o == null) {
      throw new IllegalStateException("ipcsink was not started");
    }
    if (sync && Pacing.isEarly(c, in)) {
      return Pacing.again(c, in);
    }
    return o.consume(in);
  }

  /** Programs that read now. */
  @Action
  int readers() {
    Outlet o = outlet;
    return o == null ? 0 : o.readers();
  }

  /** Programs turned away so far: too many, of another user, or no {@code ipcsrc}. */
  @Action
  long readersRefused() {
    Outlet o = outlet;
    return o == null ? 0 : o.refused();
  }

  @OnEvent
  boolean on(Event.Downstream event) throws IOException {
    Outlet o = outlet;
    if (o != null) {
      o.event(event);
    }
    return true;
  }

  @Reset
  void reset() {
    Outlet o = outlet;
    if (o != null) {
      o.reset();
    }
  }

  @Stop
  void stop() {
    Outlet o = outlet;
    outlet = null;
    if (o != null) {
      o.close();
    }
  }
}

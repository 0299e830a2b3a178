package dev.parallax.testkit;

import dev.parallax.annotations.Presence;
import dev.parallax.model.caps.Caps;
import dev.parallax.model.caps.MediaCaps;
import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.descriptor.PortDescriptor;
import dev.parallax.model.diag.ParallaxException;
import dev.parallax.model.format.Format;
import dev.parallax.runtime.remote.PeerLauncher;
import dev.parallax.runtime.remote.ThreadPeer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * Tests of an element that follow from its descriptor: that its caps are what it takes, and that it
 * lives as the contract says. For a method with {@code @TestFactory}:
 *
 * <pre>{@code
 * @TestFactory
 * Stream<DynamicTest> gain() {
 *   return ElementConformance.of("gain").tests();
 * }
 * }</pre>
 *
 * <p>Raw media are made; an element that takes anything else is run with {@link #samples}, and only
 * its caps are tested without. Elements with ports of templates, and those that take code of the
 * application, are not for this class. The tests want the process for themselves, as {@link
 * ParallaxTest} does.
 */
public final class ElementConformance {
  private static final int SOME = 5;

  private final String element;
  private final ElementDescriptor descriptor;
  private List<TestBuffer> samples = List.of();
  private Format sampleFormat = new dev.parallax.model.format.BytesFormat(MediaCaps.STREAM_TYPE);
  private Optional<PeerLauncher> sandbox = Optional.empty();

  private ElementConformance(String element) {
    this.element = element;
    try (ElementHarness harness = ElementHarness.of(element)) {
      descriptor = harness.descriptor();
    }
    boolean fits =
        !descriptor.hints().userCode()
            && descriptor.ports().stream().allMatch(p -> p.presence() == Presence.ALWAYS);
    if (!fits) {
      throw new IllegalArgumentException(
          "element has ports of templates or takes code element="
              + descriptor.name()
              + "; test it with ElementHarness");
    }
  }

  /** An element as in a pipeline string: its name, and its properties if any. */
  public static ElementConformance of(String element) {
    return new ElementConformance(element);
  }

  /**
   * What it is to be run with: buffers of a stream from its beginning.
   *
   * @param format of all of them
   */
  public ElementConformance samples(Format format, List<TestBuffer> buffers) {
    sampleFormat = format;
    samples = List.copyOf(buffers);
    return this;
  }

  /** As {@link #samples(Format, List)}, the format as fixed caps. */
  public ElementConformance samples(String caps, byte[]... buffers) {
    return samples(
        Format.of(Caps.parse(caps).alternatives().getFirst()),
        Stream.of(buffers).map(TestBuffer::of).toList());
  }

  /**
   * Also runs it in a process of its own, and compares.
   *
   * @param launcher from {@code Isolation.launcherOf}
   */
  public ElementConformance isolated(PeerLauncher launcher) {
    sandbox = Optional.of(launcher);
    return this;
  }

  /** The tests. */
  public Stream<DynamicTest> tests() {
    List<DynamicTest> tests = new ArrayList<>();
    for (PortDescriptor port : descriptor.inputs()) {
      String name = descriptor.name() + "." + port.name();
      CapsCases cases = new CapsCases(port.caps());
      Set<MediaCaps> inside = cases.inside();
      if (!inside.isEmpty()) {
        add(tests, name + " takes what its caps say", () -> takes(port, inside));
      }
      Set<MediaCaps> outside = cases.outside();
      if (!outside.isEmpty()) {
        add(tests, name + " refuses what its caps do not say", () -> refuses(port, outside));
      }
    }
    Optional<Media> stream = stream();
    if (stream.isPresent()) {
      addRuns(tests, stream.get());
    }
    return tests.stream();
  }

  /** What the one input is fed with. */
  private record Media(Format format, List<TestBuffer> buffers) {}

  private Optional<Media> stream() {
    if (descriptor.inputs().size() != 1) {
      return Optional.empty();
    }
    if (!samples.isEmpty()) {
      return Optional.of(new Media(sampleFormat, samples));
    }
    return formats().stream().findFirst().map(ElementConformance::made);
  }

  /** A format of each alternative of raw media. */
  private List<Format> formats() {
    return descriptor.inputs().getFirst().caps().alternatives().stream()
        .filter(m -> MediaCaps.isRaw(m.type()))
        .map(m -> Format.of(TestMedia.fixed(m)))
        .distinct()
        .toList();
  }

  private static Media made(Format format) {
    List<TestBuffer> buffers = new ArrayList<>();
    for (int n = 0; n < SOME; n++) {
      buffers.add(TestMedia.raw(format, n));
    }
    return new Media(format, buffers);
  }

  private void addRuns(List<DynamicTest> tests, Media stream) {
    String name = descriptor.name();
    add(tests, name + " ends without a buffer", () -> end(List.of(), stream.format()));
    add(tests, name + " runs again as before", () -> runsAgain(stream));
    add(tests, name + " goes on after a flush", () -> goesOnAfterAFlush(stream));
    add(tests, name + " stops in mid-stream", () -> stopsInMidStream(stream));
    if (samples.isEmpty()) {
      for (Format format : formats()) {
        add(tests, name + " runs with " + format.toCaps(), () -> runs(made(format)));
      }
      add(tests, name + " follows when the format changes", this::followsAChange);
    }
    if (ProcessingMethod.isOneToOne(descriptor, type())) {
      add(tests, name + " keeps times and order", () -> keepsTimes(stream));
    }
    if (!descriptor.hints().hostBound()) {
      add(
          tests,
          name + " does the same behind a link",
          () -> same(stream, ThreadPeer.LAUNCHER, "behind a link"));
      sandbox.ifPresent(launcher ->
          add(
              tests,
              name + " does the same in a process of its own",
              () -> same(stream, launcher, "in a process of its own")));
    }
    if (descriptor.hints().rtSafe()) {
      add(tests, name + " is real-time safe in steady state", () -> isRealTimeSafe(stream));
    }
  }

  private Class<?> type() {
    return dev.parallax.runtime.spi.Catalogs.require(descriptor.name())
        .create()
        .element()
        .getClass();
  }

  private static void add(List<DynamicTest> tests, String name, Executable test) {
    tests.add(DynamicTest.dynamicTest(name, test));
  }

  // ---- caps

  private void check(PortDescriptor port, MediaCaps caps) {
    try (ElementHarness harness = ElementHarness.of(element)) {
      harness.inputCaps(port.name(), caps.toString()).pipeline().check();
    }
  }

  private void takes(PortDescriptor port, Set<MediaCaps> inside) {
    for (MediaCaps caps : inside) {
      try {
        check(port, caps);
      } catch (ParallaxException e) {
        throw new AssertionError(
            "element refuses what its caps allow element="
                + descriptor.name()
                + " port="
                + port.name()
                + " caps="
                + caps
                + "\n  fix: narrow the caps, or widen those of an output that follows them",
            e);
      }
    }
  }

  private void refuses(PortDescriptor port, Set<MediaCaps> outside) {
    for (MediaCaps caps : outside) {
      try {
        check(port, caps);
      } catch (ParallaxException e) {
        if (String.valueOf(e.getMessage()).startsWith("[PLX-CAPS-")) {
          continue;
        }
        throw e;
      }
      throw new AssertionError(
          "element takes what its caps do not allow element="
              + descriptor.name()
              + " port="
              + port.name()
              + " caps="
              + caps);
    }
  }

  // ---- life

  private List<TestBuffer> feed(ElementHarness harness, List<TestBuffer> buffers) {
    harness.start();
    for (TestBuffer buffer : buffers) {
      if (!harness.input().isEnded()) {
        harness.push(buffer);
      }
    }
    harness.end();
    // What waits for the clock comes when its time does.
    while (harness.clock().nextAlarm().isPresent()) {
      harness.crank();
    }
    return harness.outputs().stream().flatMap(o -> o.pullAll().stream()).toList();
  }

  private List<TestBuffer> end(List<TestBuffer> buffers, Format format) {
    try (ElementHarness harness = ElementHarness.of(element)) {
      return end(harness.format(format), buffers);
    }
  }

  private List<TestBuffer> end(ElementHarness harness, List<TestBuffer> buffers) {
    List<TestBuffer> out = feed(harness, buffers);
    for (HarnessOutput output : harness.outputs()) {
      if (!output.isEnded()) {
        throw new AssertionError(
            "stream has ended, and not behind the element element="
                + descriptor.name()
                + " port="
                + output.port());
      }
    }
    return out;
  }

  private void runs(Media stream) {
    end(stream.buffers(), stream.format());
  }

  private void runsAgain(Media stream) {
    try (ElementHarness harness = ElementHarness.of(element).format(stream.format())) {
      List<TestBuffer> first = end(harness, stream.buffers());
      harness.stop();
      mustBeEqual(first, end(harness, stream.buffers()), "in its second run");
    }
  }

  private void goesOnAfterAFlush(Media stream) {
    try (ElementHarness harness = ElementHarness.of(element).format(stream.format())) {
      harness.push(stream.buffers().getFirst()).flush();
      List<TestBuffer> after = end(harness, stream.buffers());
      int expected = end(stream.buffers(), stream.format()).size();
      if (after.size() != expected) {
        throw new AssertionError(
            "after a flush other buffers come out than from the start element="
                + descriptor.name()
                + " buffers="
                + after.size()
                + " from the start="
                + expected
                + "\n  fix: forget everything of the stream in @Reset");
      }
    }
  }

  private void stopsInMidStream(Media stream) {
    try (ElementHarness harness = ElementHarness.of(element).format(stream.format())) {
      for (int run = 0; run < 2; run++) {
        harness.push(stream.buffers().getFirst()).stop();
      }
    }
  }

  /** Refusing is an answer, too, if it is one for users. */
  private void followsAChange() {
    List<Format> formats = formats();
    try (ElementHarness harness = ElementHarness.of(element)) {
      harness.format(formats.getFirst()).push(TestMedia.raw(formats.getFirst(), 0));
      for (Format format : formats) {
        harness.format(format).push(TestMedia.raw(format, 1));
      }
      harness.end();
    } catch (ParallaxException e) {
      CleanErrors.check(e);
    }
  }

  private void keepsTimes(Media stream) {
    List<TestBuffer> out = end(stream.buffers(), stream.format());
    if (out.size() != stream.buffers().size()) {
      throw new AssertionError(
          "element takes one buffer for each that it sends and sent another number element="
              + descriptor.name()
              + " taken="
              + stream.buffers().size()
              + " sent="
              + out.size());
    }
    for (int i = 0; i < out.size(); i++) {
      TestBuffer in = stream.buffers().get(i);
      if (out.get(i).pts() != in.pts() || out.get(i).duration() != in.duration()) {
        throw new AssertionError(
            "element changes times element="
                + descriptor.name()
                + " buffer="
                + i
                + " in="
                + in
                + " out="
                + out.get(i));
      }
    }
  }

  // ---- elsewhere

  private void same(Media stream, PeerLauncher launcher, String where) {
    List<TestBuffer> here = end(stream.buffers(), stream.format());
    try (ElementHarness harness = ElementHarness.of(element).elsewhere(launcher)) {
      mustBeEqual(here, end(harness.format(stream.format()), stream.buffers()), where);
    }
  }

  private void mustBeEqual(List<TestBuffer> here, List<TestBuffer> there, String where) {
    if (here.size() != there.size()) {
      throw new AssertionError(
          "element sends another number of buffers "
              + where
              + " element="
              + descriptor.name()
              + " here="
              + here.size()
              + " there="
              + there.size());
    }
    for (int i = 0; i < here.size(); i++) {
      if (!here.get(i).equals(there.get(i))) {
        throw new AssertionError(
            "element does something else "
                + where
                + " element="
                + descriptor.name()
                + " buffer="
                + i
                + " here="
                + here.get(i)
                + " there="
                + there.get(i));
      }
    }
  }

  // ---- real time

  private void isRealTimeSafe(Media stream) {
    RtSanitizer running = RtSanitizer.running();
    if (running != null) {
      soak(running, stream);
      return;
    }
    try (RtSanitizer sanitizer = RtSanitizer.start()) {
      soak(sanitizer, stream);
    }
  }

  private void soak(RtSanitizer sanitizer, Media stream) {
    try (ElementHarness harness = ElementHarness.of(element).format(stream.format())) {
      harness.soak(stream.buffers().getFirst());
    }
    sanitizer.check();
  }
}

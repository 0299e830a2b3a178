package dev.parallax.elements.std.video;

import dev.parallax.model.format.Format;
import dev.parallax.model.format.VideoFormat;
import dev.parallax.runtime.element.Emitter;
import dev.parallax.runtime.element.Event;
import dev.parallax.runtime.element.Flow;
import dev.parallax.runtime.element.VideoFrame;
import dev.parallax.runtime.element.View;
import java.util.ArrayList;
import java.util.List;

/** Keeps what an element sends. */
final class FakeOutput implements Emitter<VideoFrame> {
  final List<View> sent = new ArrayList<>();
  private final VideoFormat format;

  FakeOutput(VideoFormat format) {
    this.format = format;
  }

  @Override
  public VideoFrame acquire() {
    return new FakeFrame(format);
  }

  @Override
  public VideoFrame acquire(long minBytes) {
    return new FakeFrame(format);
  }

  @Override
  public Flow send(VideoFrame view) {
    sent.add(view);
    return Flow.OK;
  }

  @Override
  public Flow forward(View in) {
    sent.add(in);
    return Flow.OK;
  }

  @Override
  public VideoFrame share(View in, long offset, long length) {
    throw new UnsupportedOperationException("a filter of raw frames sends whole ones");
  }

  @Override
  public Flow forward(View in, long offset, long length) {
    throw new UnsupportedOperationException("a filter of raw frames sends whole ones");
  }

  @Override
  public Flow forward(View in, long offset, long length, long pts, long duration) {
    throw new UnsupportedOperationException("a filter of raw frames sends whole ones");
  }

  @Override
  public void format(Format announced) {
    throw new UnsupportedOperationException("caps are decided by negotiation");
  }

  @Override
  public void gap(long pts, long duration) {
    throw new UnsupportedOperationException("no gaps");
  }

  @Override
  public void event(Event event) {
    throw new UnsupportedOperationException("no events");
  }

  @Override
  public boolean linked() {
    return true;
  }
}

package dev.parallax.launch;

import dev.parallax.runtime.pipeline.Explanation;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Snapshot;

/** Tells the user of a running pipeline. Methods are called from several threads. */
sealed interface Reporter permits ConsoleReporter, JsonReporter {
  /** Whether {@link #prepared} has a use for the explanation. */
  boolean wantsExplanation();

  /** Negotiated, not yet running. */
  void prepared(Explanation explanation);

  /** A message of the bus; failures come by {@link #failed}. */
  void message(Message message);

  /** Something that the command itself has to say. */
  void note(String text);

  /** How far it is. */
  void progress(Measure now, Measure before);

  /** The pipeline can't be built or has failed. */
  void failed(Failure failure);

  /** The last call. */
  void ended(ExitCode exit, Measure last, Snapshot snapshot);
}

package dev.parallax.launch;

import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.runtime.pipeline.Explanation;
import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Snapshot;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One JSON object per line; {@code type} says what it is. Names of fields are part of the command's
 * interface.
 */
final class JsonReporter implements Reporter {
  private final PrintStream out;

  JsonReporter(PrintStream out) {
    this.out = out;
  }

  @Override
  public boolean wantsExplanation() {
    return true;
  }

  @Override
  public void prepared(Explanation explanation) {
    List<Object> links = new ArrayList<>();
    for (Explanation.LinkRow link : explanation.links()) {
      Map<String, Object> row = new LinkedHashMap<>();
      row.put("from", link.from() + "." + link.fromPort());
      row.put("to", link.to() + "." + link.toPort());
      row.put("caps", link.caps().toString());
      row.put("open", link.open().stream().sorted().toList());
      links.add(row);
    }
    Map<String, Object> object = object("prepared");
    object.put("solved", explanation.solved());
    object.put("links", links);
    print(object);
  }

  @Override
  public void message(Message message) {
    Map<String, Object> object =
        switch (message) {
          case Message.Eos e -> object("eos");
          case Message.Warning w -> with(object("warning"), "text", w.text());
          case Message.Info i -> with(object("info"), "text", i.text());
          case Message.Application a ->
              with(object("application"), "payload", String.valueOf(a.payload()));
          case Message.StateChanged s ->
              with(with(object("state"), "before", s.before()), "now", s.now());
          // Comes by failed().
          case Message.Failure f -> Map.of();
        };
    if (!object.isEmpty()) {
      print(with(object, "from", message.from()));
    }
  }

  @Override
  public void note(String text) {
    print(with(object("note"), "text", text));
  }

  @Override
  public void progress(Measure now, Measure before) {
    Map<String, Object> object = object("progress");
    measure(object, now);
    object.put("fps", now.fps(before));
    print(object);
  }

  @Override
  public void failed(Failure failure) {
    Map<String, Object> object = object("error");
    DiagnosticId id = failure.id();
    if (id != null) {
      object.put("id", id.code());
    }
    object.put("text", failure.text());
    object.put("data", failure.data());
    print(object);
  }

  @Override
  public void ended(ExitCode exit, Measure last, Snapshot snapshot) {
    Map<String, Object> object = object("end");
    object.put("exit", exit.code());
    measure(object, last);
    object.put("elements", snapshot.elements().stream().map(JsonReporter::element).toList());
    print(object);
  }

  private static Map<String, Object> element(Snapshot.ElementCounters e) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("name", e.name());
    row.put("element", e.element());
    row.put("buffers-in", e.buffersIn());
    row.put("bytes-in", e.bytesIn());
    row.put("buffers-out", e.buffersOut());
    row.put("bytes-out", e.bytesOut());
    row.put("dropped", e.dropped());
    row.put("discarded", e.discarded());
    row.put("partial", e.partial());
    row.put("restarts", e.restarts());
    row.put("copies", e.copies());
    return row;
  }

  private static void measure(Map<String, Object> object, Measure now) {
    object.put("elapsed-ns", now.elapsedNs());
    if (now.hasPosition()) {
      object.put("position-ns", now.positionNs());
      object.put("rate", now.rate());
    }
    object.put("buffers", now.buffers());
    object.put("bytes", now.bytes());
    object.put("drops", now.drops());
  }

  private static Map<String, Object> object(String type) {
    return with(new LinkedHashMap<>(), "type", type);
  }

  private static Map<String, Object> with(Map<String, Object> object, String key, Object value) {
    object.put(key, value);
    return object;
  }

  private synchronized void print(Map<String, Object> object) {
    out.println(Json.of(object));
    out.flush();
  }
}

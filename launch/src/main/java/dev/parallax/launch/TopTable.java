package dev.parallax.launch;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Two looks at a pipeline, as text or as data for JSON. */
final class TopTable {
  private static final String DITTO = "\"";

  private final Status now;
  private final List<TopRow> rows;

  /** Rows whose process has a row above them, which shows its memory and time. */
  private final Set<TopRow> sharing = new HashSet<>();

  TopTable(Status now, Status before) {
    this.now = now;
    rows = now.elements().stream().map(e -> TopRow.of(now, before, e)).toList();
    Set<Long> seen = new HashSet<>();
    for (TopRow row : rows) {
      if (row.element().pid() != 0 && !seen.add(row.element().pid())) {
        sharing.add(row);
      }
    }
  }

  // ---- text

  /** Lines of at most that many columns; all elements and queues. */
  List<String> lines(int columns) {
    List<String[]> elements = new ArrayList<>();
    elements.add(
        new String[] {
          "ELEMENT",
          "RUNS IN",
          "CPU",
          "STATE",
          "RSS",
          "PRIVATE",
          "IN/S",
          "OUT/S",
          "DROPS",
          "PARTIAL",
          "RESTARTS",
          "KIND"
        });
    rows.forEach(row -> elements.add(cells(row)));
    List<String> lines = new ArrayList<>();
    lines.add("pid " + now.pid() + "  rss " + bytes(now.rssBytes()) + "  " + now.pipeline());
    lines.add("");
    lines.addAll(aligned(elements, 2, 11));
    if (!now.queues().isEmpty()) {
      List<String[]> queues = new ArrayList<>();
      queues.add(new String[] {"QUEUE", "LEVEL", "BOUND", "DROPS"});
      for (Status.Queue q : now.queues()) {
        queues.add(new String[] {q.link(), "" + q.level(), "" + q.bound(), "" + q.drops()});
      }
      lines.add("");
      lines.addAll(aligned(queues, 1, 4));
    }
    return lines.stream().map(line -> line.substring(0, Math.min(line.length(), columns))).toList();
  }

  private String[] cells(TopRow row) {
    Status.Element e = row.element();
    boolean above = sharing.contains(row);
    return new String[] {
      e.name(),
      e.pid() == 0 ? e.thread().substring(e.thread().indexOf('/') + 1) : "process " + e.pid(),
      above
          ? DITTO
          : row.cpuPercent() < 0 ? "-" : String.format(Locale.ROOT, "%.0f%%", row.cpuPercent()),
      above ? DITTO : row.state(),
      above ? DITTO : e.pid() == 0 ? "-" : bytes(e.rssBytes()),
      above ? DITTO : e.pid() == 0 ? "-" : bytes(e.privateBytes()),
      String.format(Locale.ROOT, "%.1f", row.inPerSecond()),
      String.format(Locale.ROOT, "%.1f", row.outPerSecond()),
      Long.toString(e.drops()),
      e.pid() == 0 ? "-" : Long.toString(e.partial()),
      e.pid() == 0 ? "-" : Integer.toString(e.restarts()),
      e.kind()
    };
  }

  private static String bytes(long bytes) {
    return String.format(Locale.ROOT, "%.0f MB", bytes / 1e6);
  }

  /** Columns from {@code first} to {@code last}, exclusive, are numbers. */
  private static List<String> aligned(List<String[]> table, int first, int last) {
    int[] widths = new int[table.getFirst().length];
    for (String[] row : table) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    List<String> lines = new ArrayList<>();
    for (String[] row : table) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.length; i++) {
        String space = " ".repeat(widths[i] - row[i].length());
        line.append(i == 0 ? "" : "  ")
            .append(i < first || i >= last ? row[i] + space : space + row[i]);
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  // ---- data

  Map<String, Object> data() {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("pid", now.pid());
    data.put("pipeline", now.pipeline());
    data.put("rss-bytes", now.rssBytes());
    data.put("elements", rows.stream().map(this::data).toList());
    data.put("queues", now.queues().stream().map(TopTable::data).toList());
    return data;
  }

  private Map<String, Object> data(TopRow row) {
    Status.Element e = row.element();
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("name", e.name());
    data.put("element", e.kind());
    data.put("thread", e.thread());
    if (e.pid() != 0) {
      data.put("process", e.pid());
      if (!sharing.contains(row)) {
        data.put("rss-bytes", e.rssBytes());
        data.put("private-bytes", e.privateBytes());
      }
      data.put("partial", e.partial());
      data.put("restarts", e.restarts());
    }
    if (row.cpuPercent() >= 0 && !sharing.contains(row)) {
      data.put("cpu-percent", row.cpuPercent());
      data.put("state", row.state());
    }
    data.put("in-per-second", row.inPerSecond());
    data.put("out-per-second", row.outPerSecond());
    data.put("buffers-in", e.in());
    data.put("buffers-out", e.out());
    data.put("drops", e.drops());
    return data;
  }

  private static Map<String, Object> data(Status.Queue queue) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("link", queue.link());
    data.put("level", queue.level());
    data.put("bound", queue.bound());
    data.put("drops", queue.drops());
    return data;
  }
}

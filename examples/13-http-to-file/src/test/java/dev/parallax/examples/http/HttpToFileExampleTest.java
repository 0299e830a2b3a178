package dev.parallax.examples.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.examples.Printed;
import dev.parallax.examples.Readme;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Without a watch for leaks: the JDK's HTTP server keeps a descriptor for good. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpToFileExampleTest {
  @Test
  void shouldGetTheFileAndExplainFailuresWhenItRuns() throws Exception {
    List<String> lines = Printed.by(() -> HttpToFileExample.main());
    assertThat(withoutPorts(lines)).isEqualTo(withoutPorts(Readme.output("13-http-to-file")));
  }

  /** Ports differ from one run to the next. */
  private static List<String> withoutPorts(List<String> lines) {
    return lines.stream().map(line -> line.replaceAll("127\\.0\\.0\\.1:\\d+", "here")).toList();
  }
}

package dev.parallax.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.runtime.remote.ThreadPeer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract, with every toy but the sink behind a link: what the sink has seen is looked at. */
class RemoteContractTest extends ContractTest {
  @BeforeAll
  static void placeElsewhere() {
    place((name, element) ->
        element.name().matches("toy(src|dec|demux|mux|mixer|cut|add)")
            ? ThreadPeer.LAUNCHER
            : null);
  }

  /** The next process gets the pictures that its inputs show, and what was set for each of them. */
  @Test
  void shouldMixTheSameWhenItsProcessEnds() {
    for (int at = 0; at < 12; at++) {
      ToyMixer.LEFT.set(at);
      List<String> warnings = new ArrayList<>();
      Pipeline pipeline =
          parse(
              "toysrc ! toydec ! tee name=t  t. ! queue ! toymixer name=m offset=3 in_1::times=2 !"
                  + " toysink name=s  t. ! queue ! m.");
      pipeline
          .bus()
          .listen(message -> {
            if (message instanceof Message.Warning warning) {
              warnings.add(warning.text());
            }
          });
      assertThat(values(runAndSee(pipeline)))
          .isEqualTo(upTo(12).stream().map(v -> 3 * v + 3).toList());
      assertThat(warnings).singleElement().asString().contains("[PLX-RUN-006]");
    }
  }

  @AfterAll
  static void placeHere() {
    place(Placement.HERE);
  }
}

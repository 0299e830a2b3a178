package dev.parallax.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.runtime.pipeline.Message;
import dev.parallax.runtime.pipeline.Pipeline;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.runtime.remote.ThreadPeer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The contract, with every toy but the sink in one group. */
class GroupedContractTest extends ContractTest {
  @BeforeAll
  static void placeTogether() {
    place(
        ThreadPeer.placement(
            (name, element) -> element.name().matches("toy(src|dec|demux|mux|mixer|cut|add)"),
            name -> "toys"));
  }

  /** Two branches that meet again, all of it in a process that ends now and then. */
  @Test
  void shouldMixTheSameWhenTheProcessOfAllBranchesEnds() {
    for (int at = 0; at < 12; at++) {
      ToyMixer.LEFT.set(at);
      List<String> warnings = new CopyOnWriteArrayList<>();
      Pipeline pipeline =
          Pipeline.parse(
                  "toysrc ! toydec ! tee name=t  t. ! queue ! identity name=a ! toymixer name=m"
                      + " offset=3 in_1::times=2 ! toysink name=s  t. ! queue ! identity name=b !"
                      + " m.")
              .placement(
                  ThreadPeer.placement(
                      (name, element) -> name.matches("[abm]"), name -> "together"));
      pipeline
          .bus()
          .listen(message -> {
            if (message instanceof Message.Warning warning) {
              warnings.add(warning.from());
            }
          });
      assertThat(values(runAndSee(pipeline)))
          .isEqualTo(upTo(12).stream().map(v -> 3 * v + 3).toList());
      assertThat(warnings).contains("m").doesNotHaveDuplicates();
    }
  }

  @AfterAll
  static void placeHere() {
    place(Placement.HERE);
  }
}

package dev.parallax.contract;

import dev.parallax.runtime.remote.Placement;
import dev.parallax.runtime.remote.ThreadPeer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** The contract, with every toy but the sink behind a link: what the sink has seen is looked at. */
class RemoteContractTest extends ContractTest {
  @BeforeAll
  static void placeElsewhere() {
    place((name, element) ->
        element.name().matches("toy(src|dec|demux|mux|mixer|cut|add)")
            ? ThreadPeer.LAUNCHER
            : null);
  }

  @AfterAll
  static void placeHere() {
    place(Placement.HERE);
  }
}

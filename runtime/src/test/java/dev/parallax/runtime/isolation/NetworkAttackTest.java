package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each claim of docs/security.md about the network, as the user of the build. */
@Timeout(120)
@ExtendWith(NeedsSandbox.class)
class NetworkAttackTest {
  private static NetworkScenarios scenarios;

  @BeforeAll
  static void open() {
    scenarios = new NetworkScenarios();
  }

  @AfterAll
  static void close() {
    scenarios.close();
  }

  @Test
  void shouldReachItsAddressesAndNoOthers() throws Exception {
    scenarios.addresses();
  }

  @Test
  void shouldReachNoOtherAddressWhenItChangesWhileItIsLookedAt() throws Exception {
    scenarios.races();
  }

  @Test
  void shouldBeRefusedWhenItWantsOtherSocketsOrWays() throws Exception {
    scenarios.others();
  }

  @Test
  void shouldBeRefusedWhenItIsNotReadyAsWell() throws Exception {
    scenarios.early();
  }

  @Test
  void shouldReachNobodyWhenASocketHasTheNumberOfTheControlSocket() throws Exception {
    scenarios.moved();
  }

  @Test
  void shouldListenAtItsAddressAndNoOthers() throws Exception {
    scenarios.servers();
  }

  @Test
  void shouldFindItsNamesAndNoOthers() throws Exception {
    scenarios.names();
  }

  @Test
  void shouldRefuseAProfileWhoseCallsLeadToAnyAddress() {
    for (String call : List.of("connect", "sendto", "sendmsg", "sendmmsg", "ioctl", "accept")) {
      assertThatThrownBy(
              () -> new SandboxProfile.WithNetwork(List.of(), Map.of(), List.of(), Set.of(call)))
          .hasMessageContaining(call);
    }
  }
}

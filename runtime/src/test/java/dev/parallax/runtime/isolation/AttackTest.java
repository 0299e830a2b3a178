package dev.parallax.runtime.isolation;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each claim of docs/security.md about what a child can't do, as the user of the build. */
@Timeout(120)
@ExtendWith(NeedsSandbox.class)
class AttackTest {
  private static AttackScenarios scenarios;

  @BeforeAll
  static void open() {
    scenarios = new AttackScenarios();
  }

  @AfterAll
  static void close() {
    scenarios.close();
  }

  @Test
  void shouldBeRefusedAndReportedWhenALockedInChildWantsMore() throws Exception {
    scenarios.wantMore();
  }

  @Test
  void shouldBeKilledAndReportedWhenACallLeadsOutOfTheSandbox() throws Exception {
    scenarios.leadOut(1);
  }

  @Test
  void shouldHoldByItsOuterLayersWhenTheFilterStillLetsCallsPass() throws Exception {
    scenarios.outerLayers();
  }

  @Test
  void shouldReachNobodyWhenTheFilterLetsItUseTheNetwork() throws Exception {
    scenarios.emptyNetwork();
  }

  @Test
  void shouldLeaveNothingOpenWhenItIsNotReady() throws Exception {
    scenarios.keepNothing();
  }

  @Test
  void shouldChangeNothingWhenItIsNotReady() throws Exception {
    scenarios.changeNothing();
  }

  @Test
  void shouldGetSealsAndNoMoreWhenItsProfileHasFcntl() throws Exception {
    scenarios.commandsOfFcntl();
  }

  @Test
  void shouldBeKnownWhatItKeepsOfAFileThatItWasGiven() throws Exception {
    scenarios.keptFiles();
  }

  @Test
  void shouldNotReachASiblingThatLives() throws Exception {
    scenarios.siblings();
  }

  @Test
  void shouldBeKilledWhenItTriesToLeaveBeforeItIsReady() throws Exception {
    scenarios.leaveEarly();
  }

  @Test
  void shouldBeKilledWhenItFloodsOrBreaksTheProtocol() throws Exception {
    scenarios.floods();
  }

  @Test
  void shouldEndByItsFilterWhenACallIsOfAnotherKind() throws Exception {
    scenarios.otherKind();
  }

  @Test
  void shouldGetNoMoreThanItsLimitWhenItTakesMemoryAndThreads() throws Exception {
    scenarios.limits();
  }
}

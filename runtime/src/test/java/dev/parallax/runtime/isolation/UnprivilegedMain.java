package dev.parallax.runtime.isolation;

/** The attacks in a JVM of its own, for a user without any rights. */
final class UnprivilegedMain {
  private UnprivilegedMain() {}

  public static void main(String[] args) throws Exception {
    try (AttackScenarios scenarios = new AttackScenarios()) {
      scenarios.wantMore();
      scenarios.outerLayers();
      scenarios.emptyNetwork();
      scenarios.keepNothing();
      scenarios.commandsOfFcntl();
      scenarios.leadOut(1);
      scenarios.siblings();
      scenarios.leaveEarly();
      scenarios.floods();
      scenarios.limits();
    }
    try (NetworkScenarios scenarios = new NetworkScenarios()) {
      scenarios.addresses();
      scenarios.races();
      scenarios.others();
      scenarios.early();
      scenarios.moved();
      scenarios.servers();
      scenarios.names();
    }
    System.out.println("all attacks were refused");
    System.exit(0);
  }
}

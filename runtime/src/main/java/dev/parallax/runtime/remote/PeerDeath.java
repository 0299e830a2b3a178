package dev.parallax.runtime.remote;

/** The process that runs an element is gone. */
final class PeerDeath extends RemoteFailure {
  private static final long serialVersionUID = 1L;

  PeerDeath(String how) {
    super("its process has ended: " + how);
  }
}

package dev.parallax.runtime.isolation;

import dev.parallax.model.descriptor.ElementDescriptor;
import dev.parallax.model.diag.Diagnostic;
import dev.parallax.model.diag.DiagnosticId;
import dev.parallax.runtime.remote.Peer;
import dev.parallax.runtime.remote.PeerGroup;
import dev.parallax.runtime.remote.PeerLauncher;
import dev.parallax.runtime.remote.Placement;
import dev.parallax.runtime.remote.RestartPolicy;
import dev.parallax.runtime.spi.Catalogs;
import dev.parallax.runtime.spi.ElementFactory;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts elements into sandboxed processes: one process for each, or for those of a group. Any
 * thread; closed after the pipelines that it served.
 */
public final class Isolation implements Placement, AutoCloseable {
  private final BiPredicate<String, ElementDescriptor> which;
  private final BiPredicate<String, ElementDescriptor> trusted;
  private final Consumer<Diagnostic> said;
  private final PeerLauncher launcher = this::launch;
  private final Map<String, Process> processes = new ConcurrentHashMap<>();
  private volatile SandboxProfile profile = SandboxProcess.PROFILE;
  private volatile Groups groups = (name, element) -> null;
  private volatile Quota quota = Quota.NONE;
  private volatile boolean copiesAll;
  private volatile RestartPolicy restarts = RestartPolicy.STANDARD;
  private @Nullable Supervisor supervisor;
  private boolean closed;

  /** Says which elements share a process. */
  public interface Groups {
    /**
     * The name of an element's group, or null. Asked several times; always answers the same.
     *
     * @param name of the element in its pipeline
     */
    @Nullable String of(String name, ElementDescriptor element);
  }

  /**
   * Chooses elements.
   *
   * @param which of them run in processes, by their name in the pipeline and what they are;
   *     elements that are bound to the host never do, those of plugins that are not trusted always
   * @param trusted which of those that are marked as untrusted may run in this process
   * @param said gets what a process tried and was refused, on a thread of its own
   */
  public Isolation(
      BiPredicate<String, ElementDescriptor> which,
      BiPredicate<String, ElementDescriptor> trusted,
      Consumer<Diagnostic> said) {
    this.which = which;
    this.trusted = trusted;
    this.said = said;
  }

  /**
   * From now on system calls beyond the profile pass and are reported, each once, in place of being
   * refused ({@link SandboxProfile.Learn}). Only for input that is trusted.
   */
  public Isolation learning() {
    profile = SandboxProcess.LEARN;
    return this;
  }

  /**
   * From now on the elements may make these system calls as well, for a library that needs them
   * ({@code parallax learn} finds out which).
   *
   * @param more as of {@link SandboxProfile#ofElements}, and refused as there
   */
  public Isolation systemCalls(Set<String> more) {
    profile = SandboxProfile.ofElements(more);
    return this;
  }

  /**
   * From now on the elements that have a group are isolated, and those of one group share one
   * process in each run of a pipeline: at most 20, with the limits of one. Each has its own calls,
   * counters and restarts, but they see each other's memory, and end together when one crashes or
   * hangs. An element that is bound to the host has none.
   */
  public Isolation groups(Groups which) {
    groups = which;
    return this;
  }

  /**
   * From now on all that a process sends is copied before anybody else looks at it. Without this,
   * raw pictures and sound are not, nor is what one process sends to another.
   */
  public Isolation stableInputs() {
    copiesAll = true;
    return this;
  }

  /**
   * What is done from now on when an element's process ends by itself, or hangs; {@link
   * RestartPolicy#STANDARD} before.
   */
  public Isolation restarts(RestartPolicy policy) {
    restarts = policy;
    return this;
  }

  /**
   * What each process may use at most from now on, by its control group. Where this can't be had,
   * no process is started, and PLX-SBX-002 says why.
   */
  public Isolation quota(Quota limits) {
    quota = limits;
    return this;
  }

  @Override
  public boolean copiesAll() {
    return copiesAll;
  }

  @Override
  public RestartPolicy restarts(String name, ElementDescriptor element) {
    return restarts;
  }

  /** What elements may do in their processes; some have {@link #hasNetwork} as well. */
  public SandboxProfile profile() {
    return profile;
  }

  @Override
  public @Nullable PeerLauncher launcherOf(String name, ElementDescriptor element) {
    if (isBound(element)) {
      return null;
    }
    boolean chosen = which.test(name, element) || groups.of(name, element) != null;
    return chosen || isOfUntrustedPlugin(element) ? launcher : null;
  }

  @Override
  public @Nullable String groupOf(String name, ElementDescriptor element) {
    return isBound(element) ? null : groups.of(name, element);
  }

  @Override
  public PeerLauncher launcherOf(String group, List<PeerGroup.Member> members) {
    List<String> names = members.stream().map(PeerGroup.Member::name).toList();
    if (members.size() > ElementTask.MOST) {
      throw Diagnostic.of(
              DiagnosticId.SBX_GROUP,
              "group has too many elements for one process group="
                  + group
                  + " elements="
                  + members.size()
                  + " most="
                  + ElementTask.MOST
                  + "\n  elements "
                  + String.join(", ", names),
              "group",
              group)
          .toException();
    }
    for (PeerGroup.Member each : members) {
      if (hasNetwork(each.element())) {
        throw Diagnostic.of(
                DiagnosticId.SBX_GROUP,
                "group has an element for the network, which would be there for all of them group="
                    + group
                    + " element="
                    + each.name()
                    + "\n  fix      isolate it alone",
                "group",
                group)
            .toException();
      }
    }
    String title = "group " + group + " (" + String.join(", ", names) + ")";
    return new PeerGroup(members, elements -> start(title, elements, profile));
  }

  @Override
  public boolean trusts(String name, ElementDescriptor element) {
    return !isOfUntrustedPlugin(element) && trusted.test(name, element);
  }

  /**
   * Whether an element that runs in a process of its own may use the addresses that its properties
   * name ({@link SandboxProfile.WithNetwork}).
   */
  public static boolean hasNetwork(ElementDescriptor element) {
    return !isOfUntrustedPlugin(element) && NetworkUses.knows(element.name());
  }

  /** Whether an element is of a plugin that is not trusted: no code of it is in this process. */
  public static boolean isOfUntrustedPlugin(ElementDescriptor element) {
    ElementFactory added = Catalogs.addedFor(element);
    return added != null && added.isDescribed();
  }

  /** Whether an element can only run in the host. */
  public static boolean isBound(ElementDescriptor element) {
    return element.hints().hostBound()
        || element.hints().userCode()
        || element.name().equals("queue")
        || element.name().equals("capsfilter");
  }

  private Peer launch(
      ElementDescriptor element, String name, Function<String, @Nullable Object> property)
      throws InterruptedException {
    SandboxProfile.WithNetwork network =
        profile instanceof SandboxProfile.Custom && hasNetwork(element)
            ? NetworkUses.of(element.name(), property)
            : null;
    SandboxProfile allowed = network == null ? profile : network.with(profile.systemCalls());
    List<PeerGroup.Member> alone = List.of(new PeerGroup.Member(name, element));
    return new PeerGroup(alone, elements -> start(name, elements, allowed))
        .launch(element, name, property);
  }

  private SandboxProcess start(
      String title, List<PeerGroup.Member> elements, SandboxProfile allowed)
      throws InterruptedException {
    SandboxProcess made =
        SandboxProcess.start(
            supervisor(title), title, elements, jars(elements), allowed, quota, said);
    for (PeerGroup.Member each : elements) {
      processes.merge(
          each.name(),
          new Process(made.pid(), 1),
          (before, now) -> new Process(now.pid(), before.starts() + 1));
    }
    return made;
  }

  /**
   * The process of an element, or of its group.
   *
   * @param pid its number, the last when it has ended
   * @param starts how often one was started
   */
  public record Process(long pid, int starts) {}

  /** Processes that were started, by the names of their elements. */
  public Map<String, Process> processes() {
    return Map.copyOf(processes);
  }

  private synchronized Supervisor supervisor(String element) {
    if (closed) {
      throw new IllegalStateException("isolation is closed");
    }
    Supervisor open = supervisor;
    if (open == null) {
      open = Supervisor.open(element);
      supervisor = open;
    }
    return open;
  }

  /** Of all of them, what is trusted first: the first on the path wins. */
  private static List<Path> jars(List<PeerGroup.Member> elements) {
    return elements.stream()
        .map(PeerGroup.Member::element)
        .sorted(Comparator.comparing(Isolation::isOfUntrustedPlugin))
        .flatMap(element -> jars(element).stream())
        .distinct()
        .toList();
  }

  /** A plugin's jar is all that there is of it; a trusted one may use what the host has. */
  private static List<Path> jars(ElementDescriptor element) {
    ElementFactory added = Catalogs.addedFor(element);
    Path jar = added == null ? null : added.jar();
    if (added == null || jar == null) {
      return ElementJars.of(element.name());
    }
    // Trust is in what was hashed; what has the jar's name now may be something else.
    Path code = added.code();
    return code == null
        ? List.of(jar)
        : Stream.concat(ElementJars.hostPath().stream(), Stream.of(code)).toList();
  }

  /** Ends all processes. Idempotent. */
  @Override
  public void close() {
    Supervisor open;
    synchronized (this) {
      closed = true;
      open = supervisor;
      supervisor = null;
    }
    if (open != null) {
      open.close();
    }
  }
}

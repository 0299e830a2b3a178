/**
 * Elements in processes of their own: the supervisor, its sandbox and the child's side. {@link
 * Isolation} is what applications use; it places elements into children of a {@link Supervisor}.
 *
 * <ul>
 *   <li>Making a child: {@code SpawnPlans} works out all of it, {@code Spawner} does it on a thread
 *       that gives up its rights; for an unprivileged user in the process of {@code Broker}, which
 *       {@code BrokerMain} runs.
 *   <li>Its walls: {@code PrivateRoot} and {@code ChildFiles} (files), {@code SeccompPolicy} and
 *       {@code BpfProgram} (system calls), {@code ChildIds} (user), {@code Cgroup} (memory,
 *       processor), {@code NetworkGate} and {@code NetworkRules} (addresses). {@link
 *       SandboxProfile} says what is allowed.
 *   <li>Living with it: {@code ChildWatch} is its thread here, {@code ControlSocket} carries {@code
 *       ControlMessage}, {@code ChildOutput} is what it prints, {@link IsolatedChild} how others
 *       know it.
 *   <li>Inside: {@code ChildMain} comes first, {@code ElementTask} and {@code ServedElement} run
 *       elements.
 *   <li>How it starts fast: {@code AotCaches}, filled by {@code TrainingTask}.
 * </ul>
 */
@NullMarked
package dev.parallax.runtime.isolation;

import org.jspecify.annotations.NullMarked;

package dev.parallax.runtime.isolation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parallax.nativeglue.linux.SyscallNumbers;
import dev.parallax.runtime.isolation.SeccompPolicy.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the supervisor answers; {@link AttackTest} asks from a child. */
class SeccompPolicyTest {
  @Test
  void shouldNameOnlyCallsThatExist() {
    for (String name : SeccompPolicy.LOADING) {
      assertThat(SyscallNumbers.name(SyscallNumbers.number(name))).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openat", "getdents64", "statx", "prlimit64", "rt_sigaction"})
  void shouldPassUntilItIsReadyWhenLoadingTakesIt(String call) {
    assertThat(SeccompPolicy.answer(call, false, false)).isEqualTo(Answer.CONTINUE);
    assertThat(SeccompPolicy.answer(call, true, false)).isIn(Answer.REFUSE, Answer.REFUSE_QUIETLY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"chmod", "setxattr", "splice", "setpriority", "timerfd_create", "mlock"})
  void shouldBeRefusedAtAllTimesAndLearnedWhenNobodyNeedsIt(String call) {
    assertThat(SeccompPolicy.answer(call, false, false)).isEqualTo(Answer.REFUSE);
    assertThat(SeccompPolicy.answer(call, true, false)).isEqualTo(Answer.REFUSE);
    assertThat(SeccompPolicy.answer(call, false, true)).isEqualTo(Answer.LEARN);
    assertThat(SeccompPolicy.answer(call, true, true)).isEqualTo(Answer.LEARN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"socket", "dup2", "shmget", "prctl", "syscall_9999"})
  void shouldNotPassWhileLoadingWhenItWouldLast(String call) {
    assertThat(SeccompPolicy.answer(call, false, false)).isEqualTo(Answer.REFUSE);
    assertThat(SeccompPolicy.answer(call, false, true)).isEqualTo(Answer.REFUSE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"execve", "clone", "bpf", "memfd_create"})
  void shouldEndTheChildWhenItLeadsOut(String call) {
    for (boolean ready : new boolean[] {false, true}) {
      assertThat(SeccompPolicy.answer(call, ready, true)).isEqualTo(Answer.KILL);
    }
  }
}

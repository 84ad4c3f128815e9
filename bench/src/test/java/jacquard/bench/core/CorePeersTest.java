package jacquard.bench.core;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.bench.Children;
import jacquard.bench.Effort;
import jacquard.bench.peers.jdk.JdkWorkloads;
import jacquard.bench.peers.jox.JoxWorkloads;
import jacquard.bench.peers.kotlin.KotlinWorkloads;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every peer on the JVM gives the right answer, at a size that takes no time. */
@Timeout(60)
class CorePeersTest {
  private static final int SIZE = 1_000;

  static Stream<Arguments> peers() {
    Set<CoreWorkload> all = EnumSet.allOf(CoreWorkload.class);
    return Stream.of(
            pairs(new JacquardWorkloads(), all),
            pairs(new HandlerWorkloads(), HandlerWorkloads.WORKLOADS),
            pairs(new JdkWorkloads(), JdkWorkloads.WORKLOADS),
            pairs(new JoxWorkloads(), JoxWorkloads.WORKLOADS),
            pairs(new KotlinWorkloads(), all))
        .flatMap(pairs -> pairs);
  }

  private static Stream<Arguments> pairs(CoreWorkloads peer, Set<CoreWorkload> workloads) {
    return workloads.stream().sorted().map(workload -> Arguments.of(peer, workload));
  }

  @ParameterizedTest
  @MethodSource("peers")
  void run_small_givesTheExpectedAnswer(CoreWorkloads peer, CoreWorkload workload)
      throws Exception {
    assertThat(peer.run(workload, SIZE)).isEqualTo(workload.expected(SIZE));
  }

  @Test
  void expected_skynetOfOneMillion_isTheKnownSum() {
    assertThat(CoreWorkload.W5.expected(1_000_000)).isEqualTo(499_999_500_000L);
  }

  /** The subjects that only a process of their own can run; W6 would sleep four times there. */
  static Stream<Arguments> previews() {
    return CoreSubject.all().stream()
        .filter(subject -> subject.name().endsWith("-structured"))
        .flatMap(CorePeersTest::pairsThatDoNotSleep);
  }

  private static Stream<Arguments> pairsThatDoNotSleep(CoreSubject subject) {
    return subject.workloads().stream()
        .filter(workload -> workload != CoreWorkload.W6)
        .map(workload -> Arguments.of(subject, workload));
  }

  @ParameterizedTest
  @MethodSource("previews")
  void command_preview_checksItsAnswerAndPrintsItsResult(CoreSubject subject, CoreWorkload workload)
      throws Exception {
    Effort tiny = new Effort(1, 1, 0, 0, 1, workload.size() / SIZE);

    List<String> command = subject.command(CoreCase.of(workload, 2), tiny, List.of());

    assertThat(Children.output(command, 50)).startsWith("result median=");
  }
}

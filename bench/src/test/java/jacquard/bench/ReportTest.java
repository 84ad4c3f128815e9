package jacquard.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
  private static final Result LOOP = result("jacquard-loop", new Spread(50, 40, 60), 0);
  private static final Result JDK = result("jdk \"25\"", new Spread(125, 100, 1500), 2);

  @Test
  void lines_withBaseline_giveRatioToItsMedian() {
    List<String> lines = new Report(new OneWorkload(), List.of(LOOP, JDK)).lines();

    assertThat(lines)
        .anySatisfy(
            line -> assertThat(line).contains("jacquard-loop", "50.0", "(40.0-60.0)", "1.00"))
        .anySatisfy(line -> assertThat(line).contains("125", "(100-1,500)", "2.50", "~2/5"));
  }

  @Test
  void lines_withoutBaseline_haveNoRatio() {
    assertThat(new Report(new OneWorkload(), List.of(JDK)).lines())
        .anySatisfy(line -> assertThat(line).matches(".*\\(100-1,500\\) +- .*"));
  }

  @Test
  void lines_everyUnit_sayWhichWayIsBetter() {
    Result rate =
        new Result("http", "W1", "hyper", "1", 1, "requests/cpu-s", new Spread(9, 8, 10), 5, 0);
    assertThat(new Report(new OneWorkload(), List.of(LOOP)).lines())
        .anySatisfy(line -> assertThat(line).contains("ns/op").endsWith("less is better"));
    assertThat(new Report(new OneWorkload(), List.of(rate)).lines())
        .anySatisfy(line -> assertThat(line).contains("requests/cpu-s").endsWith("more is better"));
  }

  @Test
  void lines_unitOfWhichNeitherIsBetter_haveNoRatioAndNoDirection() {
    Result open =
        new Result(
            "http", "W1", "jacquard-loop", "1", 1, "connections", new Spread(100, 100, 100), 1, 0);

    assertThat(new Report(new OneWorkload(), List.of(open)).lines())
        .anySatisfy(line -> assertThat(line).contains("connections").endsWith("noisy"))
        .anySatisfy(line -> assertThat(line).matches(".*\\(100-100\\) +- .*"));
  }

  @Test
  void spread_evenNumber_takesTheMeanOfTheMiddle() {
    assertThat(Spread.of(4, 1, 3, 2)).isEqualTo(new Spread(2.5, 1, 4));
  }

  @Test
  void spread_oddNumber_takesTheMiddle() {
    assertThat(Spread.of(9, 1, 4)).isEqualTo(new Spread(4, 1, 9));
  }

  private static Result result(String subject, Spread spread, int noisy) {
    return new Result("core", "W1", subject, "1", 2, "ns/op", spread, 5, noisy);
  }

  private static final class OneWorkload implements Suite {
    @Override
    public String name() {
      return "core";
    }

    @Override
    public List<Entry> workloads() {
      return List.of(new Entry("W1", "spawn"));
    }

    @Override
    public List<Entry> subjects() {
      return List.of();
    }

    @Override
    public Comparison comparison() {
      return new Comparison(
          "jacquard-loop", List.of("ns/op", "requests/cpu-s", "connections"), "legend");
    }

    @Override
    public Outcome run(Selection selection, Effort effort, Console console) {
      throw new UnsupportedOperationException("only reported");
    }
  }
}

package jacquard.bench.page;

import jacquard.bench.Effort;
import jacquard.bench.Machine;
import jacquard.bench.Main;
import jacquard.bench.Result;
import jacquard.bench.Run;
import jacquard.bench.Spread;
import java.util.List;

/** Runs and sections of made-up figures. */
final class Runs {
  private static final Machine MACHINE = new Machine(2, "a processor", "Linux 6", "JDK 25");

  private Runs() {}

  static Run run(String begun, Result... results) {
    return new Run(begun, "abc123", MACHINE, Effort.FULL, List.of(results), List.of());
  }

  static Result core(String workload, String subject, double median) {
    return result("core", workload, subject, "ns/op", new Spread(median, median, median));
  }

  static Result http(String workload, String subject, double median) {
    return result("http", workload, subject, "requests/cpu-s", new Spread(median, median, median));
  }

  static Result result(String suite, String workload, String subject, String unit, Spread spread) {
    String version = subject.startsWith("j") ? "1, JDK 25" : "1";
    return new Result(suite, workload, subject, version, 2, unit, spread, 5, 0);
  }

  static List<Section> sections(Run... runs) {
    return new Sections(Main.suites(2)).of(List.of(runs));
  }

  static List<Section> sections(Result... results) {
    return sections(run("2026-11-24T10:00:00Z", results));
  }
}

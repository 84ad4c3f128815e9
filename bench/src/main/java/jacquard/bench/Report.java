package jacquard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The tables: for each workload and unit the subjects with median, least, greatest and ratio. */
public final class Report {
  private static final String ROW = "  %-16s %14s  %-21s %7s  %-6s %s";

  private final Suite suite;
  private final List<Result> results;

  Report(Suite suite, List<Result> results) {
    this.suite = suite;
    this.results = results;
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("");
    lines.add(suite.name() + ": " + suite.comparison().legend());
    for (Suite.Entry workload : suite.workloads()) {
      List<Result> rows =
          results.stream().filter(result -> result.workload().equals(workload.name())).toList();
      if (!rows.isEmpty()) {
        lines.add("");
        lines.add(workload.name() + " · " + workload.text());
        for (String unit : suite.comparison().units()) {
          List<Result> ofUnit = rows.stream().filter(result -> result.unit().equals(unit)).toList();
          if (!ofUnit.isEmpty()) {
            lines.addAll(table(unit, ofUnit));
          }
        }
      }
    }
    return lines;
  }

  private List<String> table(String unit, List<Result> rows) {
    List<String> lines = new ArrayList<>();
    lines.add(
        String.format(Locale.ROOT, ROW, "", unit, "(min-max)", "ratio", "noisy", direction(rows))
            .stripTrailing());
    OptionalDouble baseline =
        rows.stream()
            .filter(result -> result.subject().equals(suite.comparison().baseline()))
            .filter(result -> !result.neitherIsBetter())
            .mapToDouble(result -> result.spread().median())
            .findFirst();
    for (Result row : rows) {
      lines.add(row(row, baseline).stripTrailing());
    }
    return lines;
  }

  private static String direction(List<Result> rows) {
    if (rows.getFirst().neitherIsBetter()) {
      return "";
    }
    return rows.getFirst().moreIsBetter() ? "more is better" : "less is better";
  }

  private static String row(Result result, OptionalDouble baseline) {
    Spread spread = result.spread();
    String ratio =
        baseline.isPresent()
            ? String.format(Locale.ROOT, "%.2f", spread.median() / baseline.getAsDouble())
            : "-";
    String noisy =
        result.noisyRounds() == 0 ? "" : "~" + result.noisyRounds() + "/" + result.rounds();
    return String.format(
        Locale.ROOT,
        ROW,
        result.subject(),
        figure(spread.median()),
        "(" + figure(spread.min()) + "-" + figure(spread.max()) + ")",
        ratio,
        noisy,
        result.version());
  }

  /** Three significant digits, as far as figures with this spread carry any. */
  public static String figure(double value) {
    if (value < 10) {
      return String.format(Locale.ROOT, "%.2f", value);
    }
    if (value < 100) {
      return String.format(Locale.ROOT, "%.1f", value);
    }
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}

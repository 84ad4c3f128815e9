package jacquard.bench.page;

import jacquard.bench.Report;
import jacquard.bench.Result;
import jacquard.bench.Spread;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/*
 * One row for each subject: its name, a small SVG, its figure. Inside the SVG all is placed in per
 * cent of the width, so that it follows any width while strokes, dots and texts keep their size.
 *
 *   bar      from zero to the median
 *   whisker  from the least to the greatest round
 *   dots     the rounds; hollow ones were noisy
 *   rule     Jacquard's median, through all rows
 */

/** A bar chart of a section in its first unit, the best subject on top. */
final class Chart {
  private static final double OUTLIER = 1.6;
  private static final String MIDDLE = "9";

  private final Section section;
  private final List<Result> rows;
  private final double end;

  Chart(Section section) {
    this.section = section;
    this.rows = section.ranked();
    this.end = end(rows);
  }

  /** Where the scale ends: at the greatest round, but no outlier may flatten all the others. */
  private static double end(List<Result> rows) {
    double max = rows.stream().mapToDouble(row -> row.spread().max()).max().orElse(1);
    double median = rows.stream().mapToDouble(row -> row.spread().median()).max().orElse(1);
    double end = Math.min(max, OUTLIER * median);
    return end > 0 ? end : 1;
  }

  Element figure() {
    String better = rows.getFirst().moreIsBetter() ? "longer is better" : "shorter is better";
    Element figure = Element.of("figure").with("class", "chart");
    figure.add(Element.of("figcaption", section.unit() + ", " + better));
    rows.forEach(row -> figure.add(row(row)));
    return figure;
  }

  private Element row(Result result) {
    return Element.of("div")
        .with("class", result.ours() ? "row own" : "row")
        .add(Element.of("span", result.subject()).with("class", "subject"))
        .add(bar(result))
        .add(Element.of("span", Report.figure(result.spread().median())).with("class", "number"))
        .add(new RatioCell(section, result.subject()).in("span"));
  }

  private Element bar(Result result) {
    Spread spread = result.spread();
    Element svg = Element.of("svg").with("role", "img").with("aria-label", description(result));
    svg.add(
        Element.of("rect")
            .with("class", "bar")
            .with("x", "0")
            .with("y", "3")
            .with("height", "12")
            .with("width", place(spread.median())));
    section.own().ifPresent(own -> svg.add(vertical("rule", own.spread().median(), "0", "18")));
    if (spread.max() > spread.min()) {
      svg.add(
          Element.of("line")
              .with("class", "whisker")
              .with("x1", place(spread.min()))
              .with("x2", place(spread.max()))
              .with("y1", MIDDLE)
              .with("y2", MIDDLE));
      svg.add(vertical("whisker", spread.min(), "5", "13"));
      if (spread.max() <= end) {
        svg.add(vertical("whisker", spread.max(), "5", "13"));
      }
    }
    result.quiet().forEach(value -> dot(svg, "quiet", value));
    result.noisy().forEach(value -> dot(svg, "noisy", value));
    if (spread.max() > end) {
      svg.add(
          Element.of("text", "›")
              .with("class", "beyond")
              .with("x", "100%")
              .with("y", "14")
              .with("text-anchor", "end"));
    }
    return svg;
  }

  private void dot(Element svg, String kind, double value) {
    if (value <= end) {
      svg.add(
          Element.of("circle")
              .with("class", kind)
              .with("cx", place(value))
              .with("cy", MIDDLE)
              .with("r", "2.5"));
    }
  }

  private Element vertical(String kind, double value, String top, String bottom) {
    return Element.of("line")
        .with("class", kind)
        .with("x1", place(value))
        .with("x2", place(value))
        .with("y1", top)
        .with("y2", bottom);
  }

  private String place(double value) {
    return String.format(Locale.ROOT, "%.2f%%", 99 * Math.min(value, end) / end);
  }

  private String description(Result result) {
    Spread spread = result.spread();
    OptionalDouble cost = section.cost(result.subject());
    return String.format(
        Locale.ROOT,
        "%s: %s %s, %s to %s in %d rounds%s%s",
        result.subject(),
        Report.figure(spread.median()),
        result.unit(),
        Report.figure(spread.min()),
        Report.figure(spread.max()),
        result.rounds(),
        result.noisyRounds() == 0 ? "" : ", " + result.noisyRounds() + " of them noisy",
        cost.isPresent()
            ? ", " + Report.figure(cost.getAsDouble()) + " times Jacquard's cost"
            : "");
  }
}

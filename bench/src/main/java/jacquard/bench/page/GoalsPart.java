package jacquard.bench.page;

import jacquard.bench.Report;
import jacquard.bench.Spread;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The goals and what became of them, those missed first.
 *
 * @param verdicts on all goals
 */
record GoalsPart(List<Verdict> verdicts) {

  static GoalsPart of(List<Goal> goals, List<Section> sections) {
    return new GoalsPart(goals.stream().flatMap(goal -> goal.check(sections).stream()).toList());
  }

  private List<Verdict.Measured> measured(boolean met) {
    return verdicts.stream()
        .filter(Verdict.Measured.class::isInstance)
        .map(Verdict.Measured.class::cast)
        .filter(verdict -> verdict.met() == met)
        .toList();
  }

  private List<Goal> open() {
    return verdicts.stream()
        .filter(Verdict.NotMeasured.class::isInstance)
        .map(Verdict::goal)
        .toList();
  }

  /** How many are met, missed and not measured, in a sentence. */
  String summary() {
    return String.format(
        "Of %d goals %d are met, %d missed, %d not measured.",
        verdicts.size(), measured(true).size(), measured(false).size(), open().size());
  }

  Element part() {
    Element part =
        Element.of("section")
            .with("id", "goals")
            .add(Element.of("h2", "Goals"))
            .add(Element.of("p", summary()));
    Element head =
        Element.of("tr")
            .add(head("verdict", ""))
            .add(head("workload", "workload"))
            .add(head("number", "reached"))
            .add(head("number", "goal"))
            .add(head("of", ""))
            .add(head("subject", "subject"))
            .add(head("spread", "over the rounds"));
    Element table = Element.of("table").with("class", "goals").add(Element.of("thead").add(head));
    table.add(rows("missed", "✗", measured(false))).add(rows("met", "✓", measured(true)));
    part.add(Element.of("div").with("class", "scroll").add(table));
    if (!open().isEmpty()) {
      String names = open().stream().map(GoalsPart::name).collect(Collectors.joining("; "));
      part.add(Element.of("p", "Not measured: " + names + ".").with("class", "open"));
    }
    return part;
  }

  private static Element head(String kind, String text) {
    return Element.of("th", text).with("class", kind).with("scope", "col");
  }

  private static String name(Goal goal) {
    return goal.workload() + " " + goal.subject() + " " + goal.bound();
  }

  private static Element rows(String word, String sign, List<Verdict.Measured> verdicts) {
    Element body = Element.of("tbody").with("class", word);
    verdicts.forEach(verdict -> body.add(row(word, sign, verdict)));
    return body;
  }

  private static Element row(String word, String sign, Verdict.Measured verdict) {
    Section section = verdict.section();
    Spread reached = verdict.reached();
    String rounds = Report.figure(reached.min()) + "–" + Report.figure(reached.max());
    Element link = Element.of("a", section.workload()).with("href", "#" + section.anchor());
    return Element.of("tr")
        .add(
            cell("verdict", "")
                .add(Element.of("span", sign).with("class", "sign"))
                .text(" " + word))
        .add(Element.of("th").with("scope", "row").add(link))
        .add(cell("number reached", reached(reached.median(), verdict.bound())))
        .add(cell("number", verdict.side().sign() + " " + Report.figure(verdict.bound())))
        .add(cell("of", verdict.unit()))
        .add(cell("subject", verdict.goal().subject()))
        .add(cell("spread", rounds + (verdict.withinSpread() ? ", either way" : "")));
  }

  /** A figure so near its bound that both read the same gets a digit more. */
  private static String reached(double figure, double bound) {
    String text = Report.figure(figure);
    return figure != bound && text.equals(Report.figure(bound))
        ? String.format(Locale.ROOT, "%.3f", figure)
        : text;
  }

  private static Element cell(String kind, String text) {
    return Element.of("td", text).with("class", kind);
  }
}

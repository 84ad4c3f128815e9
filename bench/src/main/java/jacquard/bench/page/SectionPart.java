package jacquard.bench.page;

import jacquard.bench.Report;
import jacquard.bench.Result;
import jacquard.bench.Spread;
import java.util.List;
import java.util.Optional;

/**
 * A workload on the page: chart, table of all units, and the run that it is from.
 *
 * @param section to show
 * @param runs of the page, which name it
 */
record SectionPart(Section section, RunsPart runs) {

  Element article() {
    Element heading =
        Element.of("h3")
            .text(section.workload())
            .add(Element.of("span", section.text()).with("class", "what"));
    return Element.of("article")
        .with("id", section.anchor())
        .add(heading)
        .add(new Chart(section).figure())
        .add(table())
        .add(
            Element.of("p", section.workersText() + ", ")
                .with("class", "source")
                .add(runs.reference(section.run())));
  }

  private Element table() {
    List<String> units = section.units();
    Element head =
        Element.of("tr")
            .add(head("subject", "subject"))
            .add(head("number", section.unit()))
            .add(head("spread", "min–max"))
            .add(head("ratio", "cost × ours"));
    units.stream().skip(1).forEach(unit -> head.add(head("number", unit)));
    head.add(head("noisy", "noisy rounds"));
    Element body = Element.of("tbody");
    section.subjects().forEach(subject -> body.add(row(subject, units)));
    return Element.of("div")
        .with("class", "scroll")
        .add(Element.of("table").add(Element.of("thead").add(head)).add(body));
  }

  private static Element head(String kind, String text) {
    return Element.of("th", text).with("class", kind).with("scope", "col");
  }

  private Element row(String subject, List<String> units) {
    Optional<Result> first = section.figure(subject, section.unit());
    Element row =
        Element.of("tr")
            .add(Element.of("th", subject).with("class", "subject").with("scope", "row"))
            .add(number(first))
            .add(cell("spread", first.map(SectionPart::range).orElse("–")))
            .add(new RatioCell(section, subject).in("td"));
    units.stream().skip(1).forEach(unit -> row.add(number(section.figure(subject, unit))));
    return row.add(cell("noisy", first.map(SectionPart::noise).orElse("")));
  }

  private static Element number(Optional<Result> figure) {
    Element cell =
        cell("number", figure.map(one -> Report.figure(one.spread().median())).orElse("–"));
    figure.ifPresent(one -> cell.with("title", range(one) + " " + one.unit()));
    return cell;
  }

  private static Element cell(String kind, String text) {
    return Element.of("td", text).with("class", kind);
  }

  private static String range(Result result) {
    Spread spread = result.spread();
    return Report.figure(spread.min()) + "–" + Report.figure(spread.max());
  }

  private static String noise(Result result) {
    return result.noisyRounds() + " of " + result.rounds();
  }
}

package jacquard.bench.page;

import jacquard.bench.Report;
import jacquard.bench.Result;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The summary of a suite: workloads down, subjects across, in each cell the ratio.
 *
 * @param sections of the suite, one or more
 */
record Matrix(List<Section> sections) {

  Element table() {
    List<String> others = others();
    Element head = Element.of("tr").add(Element.of("th", "").with("scope", "col"));
    head.add(number("th", "Jacquard").with("scope", "col"));
    others.forEach(name -> head.add(number("th", name).with("scope", "col")));
    Element body = Element.of("tbody");
    sections.forEach(section -> body.add(row(section, others)));
    return Element.of("div")
        .with("class", "scroll")
        .add(
            Element.of("table")
                .with("class", "matrix")
                .add(Element.of("thead").add(head))
                .add(body));
  }

  /**
   * All subjects but the one that is the measure: Jacquard's other forms, then the peers on the
   * JVM, then the others.
   */
  private List<String> others() {
    List<String> measures =
        sections.stream().flatMap(section -> section.own().stream()).map(Result::subject).toList();
    return sections.stream()
        .flatMap(section -> section.results().stream())
        .sorted(Comparator.comparing(Result::ours).thenComparing(Result::runsOnJvm).reversed())
        .map(Result::subject)
        .distinct()
        .filter(name -> !measures.contains(name))
        .toList();
  }

  /** Says how many workers, where the table has more than one choice of them. */
  private String workers(Section section) {
    boolean varied = sections.stream().mapToInt(Section::workers).distinct().count() > 1;
    return varied ? ", " + section.workersText() : "";
  }

  private Element row(Section section, List<String> others) {
    Element name =
        Element.of("th")
            .with("scope", "row")
            .add(Element.of("a", section.workload()).with("href", "#" + section.anchor()))
            .add(Element.of("span", section.text() + workers(section)).with("class", "what"));
    Element row = Element.of("tr").add(name).add(own(section));
    others.forEach(other -> row.add(new RatioCell(section, other).in("td")));
    return row;
  }

  private static Element own(Section section) {
    Optional<Result> own = section.own();
    Element cell = number("td", own.map(Matrix::figure).orElse("–"));
    return cell.add(Element.of("span", " " + section.unit()).with("class", "unit"));
  }

  private static String figure(Result result) {
    return Report.figure(result.spread().median());
  }

  private static Element number(String element, String text) {
    return Element.of(element, text).with("class", "number");
  }
}

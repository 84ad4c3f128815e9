package jacquard.bench.page;

import jacquard.bench.Report;
import jacquard.bench.Result;
import java.util.Optional;

/**
 * What a subject costs as a multiple of Jacquard's cost, with the sign of the one who is ahead.
 *
 * @param section that measured both
 * @param subject beside Jacquard
 */
record RatioCell(Section section, String subject) {

  /** The cell as an element of this name. */
  Element in(String element) {
    Element cell = Element.of(element);
    Optional<Result> own = section.own();
    Optional<Result> figure = section.figure(subject, section.unit());
    if (own.isEmpty() || figure.isEmpty()) {
      return cell.with("class", "ratio none").text(figure.isPresent() ? "–" : "");
    }
    double cost = figure.get().costTo(own.get());
    String text = Report.figure(cost);
    if (figure.get().ours()) {
      return cell.with("class", "ratio own").text(text);
    }
    Standing standing = section.standing(figure.get());
    return cell.with("class", "ratio " + standing.word())
        .with("title", title(standing, text))
        .add(Element.of("span", standing.sign()).with("class", "sign"))
        .text(" " + text);
  }

  private String title(Standing standing, String cost) {
    String how =
        switch (standing) {
          case AHEAD -> "Jacquard is ahead";
          case LEVEL -> "level";
          case BEHIND -> "Jacquard is behind";
        };
    return section.workload() + ": " + subject + " costs " + cost + " times as much, " + how;
  }
}

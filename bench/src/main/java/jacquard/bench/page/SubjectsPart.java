package jacquard.bench.page;

import jacquard.bench.Result;
import java.util.List;
import java.util.stream.Stream;

/**
 * The subjects of one suite: version, what they are, what their authors might object.
 *
 * @param subjects as they are described
 * @param sections of the suite
 */
record SubjectsPart(Subjects subjects, List<Section> sections) {

  Element list() {
    Element list = Element.of("div").with("class", "subjects");
    results().map(Result::subject).distinct().forEach(subject -> list.add(entry(subject)));
    return list;
  }

  private Stream<Result> results() {
    return sections.stream().flatMap(section -> section.results().stream());
  }

  private Element entry(String subject) {
    List<String> versions =
        results()
            .filter(result -> result.subject().equals(subject))
            .map(Result::version)
            .distinct()
            .toList();
    Subjects.Entry entry = subjects.of(sections.getFirst().suite(), subject);
    Element article =
        Element.of("article")
            .add(
                Element.of("h4", subject)
                    .add(Element.of("span", String.join("; ", versions)).with("class", "version")))
            .add(Element.of("p").prose(entry.text()));
    if (!entry.objections().isEmpty()) {
      Element objections = Element.of("ul");
      entry.objections().forEach(line -> objections.add(Element.of("li").prose(line)));
      article
          .add(Element.of("p", "Its author might object:").with("class", "objections"))
          .add(objections);
    }
    return article;
  }
}

package jacquard.bench.page;

import jacquard.bench.Report;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page: summary, goals, workloads, subjects. It needs nothing but itself to be read. */
final class Page {
  private static final String TITLE = "Jacquard beside its peers";

  private static final String READING =
      """
      A figure is the median of the rounds, in which the subjects took turns. In a chart the bar ends at the median, \
      the line spans the least and the greatest round, a dot is a round, a hollow dot a round that others' load \
      disturbed in every attempt, the dashed rule Jacquard's median. The subject measured beside all others is \
      Jacquard on its loop engine. Only figures of one run are ever compared: each workload names its run. How they \
      are taken, and what each workload does: `bench/README.md`.
      """;

  private final List<Section> sections;
  private final Subjects subjects;
  private final RunsPart runs;
  private final GoalsPart goals;
  private final Properties units = new Properties();

  Page(List<Section> sections, Subjects subjects, List<Goal> goals) {
    if (sections.isEmpty()) {
      throw new IllegalArgumentException("a page needs one figure or more");
    }
    this.sections = sections;
    this.subjects = subjects;
    this.runs = RunsPart.of(sections);
    this.goals = GoalsPart.of(goals, sections);
    try (Reader texts =
        new InputStreamReader(resource("units.properties"), StandardCharsets.UTF_8)) {
      units.load(texts);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  String html() {
    Element head =
        Element.of("head")
            .add(Element.of("meta").with("charset", "utf-8"))
            .add(
                Element.of("meta")
                    .with("name", "viewport")
                    .with("content", "width=device-width, initial-scale=1"))
            .add(Element.of("meta").with("name", "color-scheme").with("content", "light dark"))
            .add(Element.of("title", TITLE))
            .add(Element.style(sheet()));
    Element main = Element.of("main").add(summary()).add(reading()).add(goals.part());
    suites().forEach(suite -> main.add(suite(suite)));
    main.add(subjects());
    Element body = Element.of("body").add(header()).add(main);
    return "<!DOCTYPE html>\n" + Element.of("html").with("lang", "en").add(head).add(body) + "\n";
  }

  private List<String> suites() {
    return sections.stream().map(Section::suite).distinct().toList();
  }

  private List<Section> of(String suite) {
    return sections.stream().filter(section -> section.suite().equals(suite)).toList();
  }

  private Element header() {
    Element header = Element.of("header").add(Element.of("h1", TITLE));
    if (runs.anyLook()) {
      header.add(
          Element.of("p", "A quick look: little work, and the JVM’s compilers have not finished.")
              .text(" Not to be quoted.")
              .with("class", "look"));
    }
    Element links = Element.of("nav");
    links.add(link("#summary", "Summary")).text(" ");
    links.add(link("#goals", "Goals")).text(" ");
    suites().forEach(suite -> links.add(link("#" + suite, suite)).text(" "));
    return header.add(runs.list()).add(links.add(link("#subjects", "Subjects")));
  }

  private static Element link(String target, String text) {
    return Element.of("a", text).with("href", target);
  }

  private Element summary() {
    Element summary = Element.of("section").with("id", "summary");
    summary.add(tally());
    summary.add(
        Element.of("p", "A number is what the subject costs for the same work, as a multiple of")
            .text(" Jacquard’s cost: 2.00 costs twice as much, 0.50 half. ")
            .add(legend(Standing.AHEAD, "Jacquard is ahead"))
            .add(legend(Standing.BEHIND, "Jacquard is behind"))
            .add(legend(Standing.LEVEL, "level"))
            .with("class", "legend"));
    for (String suite : suites()) {
      summary.add(Element.of("h2", suite)).add(new Matrix(of(suite)).table());
      summary.add(Element.of("p", level(of(suite).getFirst())).with("class", "source"));
    }
    return summary;
  }

  private static String level(Section section) {
    return String.format(
        Locale.ROOT,
        "%s, level up to %s times: so much one subject moves from hour to hour. Empty: not run.",
        section.workersText(),
        Report.figure(section.tie()));
  }

  private static Element legend(Standing standing, String text) {
    return Element.of("span")
        .with("class", "ratio " + standing.word())
        .add(Element.of("span", standing.sign()).with("class", "sign"))
        .text(" " + text);
  }

  /** In how many pairs of workload and peer Jacquard is ahead, level and behind; and where. */
  private Element tally() {
    Map<Standing, Long> counts =
        sections.stream()
            .flatMap(section -> section.peers().stream().map(section::standing))
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    long all = counts.values().stream().mapToLong(Long::longValue).sum();
    Element tally =
        Element.of("p", "Of " + all + " comparisons with a peer Jacquard is")
            .text(" ahead in " + counts.getOrDefault(Standing.AHEAD, 0L))
            .text(", level in " + counts.getOrDefault(Standing.LEVEL, 0L))
            .text(", behind in " + counts.getOrDefault(Standing.BEHIND, 0L) + ". ")
            .text(goals.summary());
    String behind =
        sections.stream()
            .map(Page::behind)
            .filter(losses -> !losses.isEmpty())
            .collect(Collectors.joining(" · "));
    if (!behind.isEmpty()) {
      tally.add(Element.of("br")).text("Behind on " + behind + ".");
    }
    return tally;
  }

  private static String behind(Section section) {
    String peers =
        section.peers().stream()
            .filter(peer -> section.standing(peer) == Standing.BEHIND)
            .map(peer ->
                peer.subject() + " " + Report.figure(peer.costTo(section.own().orElseThrow())))
            .collect(Collectors.joining(", "));
    return peers.isEmpty() ? "" : section.workload() + ": " + peers;
  }

  private Element reading() {
    return Element.of("section")
        .with("id", "reading")
        .add(Element.of("h2", "How to read it"))
        .add(Element.of("p").prose(READING));
  }

  private Element suite(String suite) {
    Element part = Element.of("section").with("id", suite).add(Element.of("h2", suite));
    part.add(units(suite));
    of(suite).forEach(section -> part.add(new SectionPart(section, runs).article()));
    return part;
  }

  private Element units(String suite) {
    Element list = Element.of("ul").with("class", "units");
    of(suite).stream()
        .flatMap(section -> section.units().stream())
        .distinct()
        .filter(units::containsKey)
        .forEach(unit ->
            list.add(
                Element.of("li")
                    .add(Element.of("strong", unit))
                    .text(" " + units.getProperty(unit))));
    return list;
  }

  private Element subjects() {
    Element part = Element.of("section").with("id", "subjects");
    for (String suite : suites()) {
      part.add(Element.of("h2", "Subjects of " + suite));
      part.add(new SubjectsPart(subjects, of(suite)).list());
    }
    return part;
  }

  private static String sheet() {
    try (InputStream sheet = resource("page.css")) {
      return new String(sheet.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static InputStream resource(String name) {
    return Objects.requireNonNull(Page.class.getResourceAsStream(name), name + " is in the jar");
  }
}

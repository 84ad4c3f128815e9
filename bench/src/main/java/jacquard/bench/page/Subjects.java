package jacquard.bench.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code SUBJECTS.md} says of the subjects, by suite and name.
 *
 * @param entries in the order of the file
 */
record Subjects(List<Entry> entries) {
  private static final String SUITE = "## ";
  private static final String SUBJECT = "### ";
  private static final String OBJECTION = "- ";

  /**
   * One subject of one suite.
   *
   * @param suite name of the suite
   * @param name of the subject
   * @param text what it is
   * @param objections that its author might raise
   */
  record Entry(String suite, String name, String text, List<String> objections) {}

  private record Heading(String suite, String name) {}

  /** Reads the lines of the file; a line that continues an item is joined to it. */
  static Subjects parse(List<String> lines) {
    Map<Heading, List<String>> blocks = new LinkedHashMap<>();
    String suite = "";
    List<String> block = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith(SUITE)) {
        suite = line.substring(SUITE.length()).strip();
        block = new ArrayList<>();
      } else if (line.startsWith(SUBJECT)) {
        block = new ArrayList<>();
        blocks.put(new Heading(suite, line.substring(SUBJECT.length()).strip()), block);
      } else if (line.startsWith(OBJECTION) || block.isEmpty()) {
        block.add(line.strip());
      } else {
        block.add((block.removeLast() + " " + line.strip()).strip());
      }
    }
    List<Entry> entries = new ArrayList<>();
    blocks.forEach((heading, items) -> entries.add(entry(heading, items)));
    return new Subjects(entries);
  }

  private static Entry entry(Heading heading, List<String> items) {
    String text =
        String.join(" ", items.stream().filter(item -> !item.startsWith(OBJECTION)).toList());
    List<String> objections =
        items.stream()
            .filter(item -> item.startsWith(OBJECTION))
            .map(item -> item.substring(OBJECTION.length()))
            .toList();
    return new Entry(heading.suite, heading.name, text.strip(), objections);
  }

  /** What is said of a subject; nothing yet, if the file does not have it. */
  Entry of(String suite, String name) {
    return entries.stream()
        .filter(entry -> entry.suite.equals(suite) && entry.name.equals(name))
        .findFirst()
        .orElse(new Entry(suite, name, "", List.of()));
  }
}

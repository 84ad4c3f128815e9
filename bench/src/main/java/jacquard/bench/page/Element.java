package jacquard.bench.page;

import java.util.List;
import java.util.Set;

/**
 * An element of the page: well-formed XML that HTML reads the same way. Texts and values of
 * attributes are escaped as they are added, whatever they hold.
 */
final class Element {
  private static final Set<String> VOID = Set.of("br", "meta");
  private static final Set<String> OWN_LINE =
      Set.of(
          "article",
          "body",
          "div",
          "figcaption",
          "figure",
          "footer",
          "h1",
          "h2",
          "h3",
          "h4",
          "head",
          "header",
          "li",
          "main",
          "meta",
          "nav",
          "ol",
          "p",
          "section",
          "style",
          "table",
          "tbody",
          "thead",
          "title",
          "tr",
          "ul");

  private final String name;
  private final StringBuilder attributes = new StringBuilder();
  private final StringBuilder content = new StringBuilder();

  private Element(String name) {
    this.name = name;
  }

  /** An element without attributes and content. */
  static Element of(String name) {
    return new Element(name);
  }

  /** An element with a text. */
  static Element of(String name, String text) {
    return new Element(name).text(text);
  }

  /** A style sheet; it is ours, and nothing in it is escaped. */
  static Element style(String sheet) {
    if (sheet.contains("<") || sheet.contains("&")) {
      throw new IllegalArgumentException("a style sheet must need no escape");
    }
    Element style = new Element("style");
    style.content.append('\n').append(sheet);
    return style;
  }

  Element with(String attribute, String value) {
    attributes.append(' ').append(attribute).append("=\"").append(escaped(value)).append('"');
    return this;
  }

  Element text(String text) {
    content.append(escaped(text));
    return this;
  }

  /** Adds a text in which what stands between back-quotes is code. */
  Element prose(String text) {
    String[] parts = text.split("`", -1);
    for (int i = 0; i < parts.length; i++) {
      if (i % 2 == 0) {
        text(parts[i]);
      } else {
        add(of("code", parts[i]));
      }
    }
    return this;
  }

  /** Adds an element that is complete. */
  Element add(Element child) {
    if (OWN_LINE.contains(child.name)) {
      content.append('\n');
    }
    content.append(child);
    return this;
  }

  Element add(List<Element> children) {
    children.forEach(this::add);
    return this;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  @Override
  public String toString() {
    return VOID.contains(name)
        ? "<" + name + attributes + "/>"
        : "<" + name + attributes + ">" + content + "</" + name + ">";
  }
}

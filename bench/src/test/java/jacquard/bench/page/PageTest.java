package jacquard.bench.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jacquard.bench.Effort;
import jacquard.bench.Machine;
import jacquard.bench.Result;
import jacquard.bench.Run;
import jacquard.bench.Spread;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The page is well-formed XML, so that its parts are found by path. */
class PageTest {
  private static final List<Goal> GOALS =
      Goal.parse(
          List.of(
              "core W1 2 jacquard-loop <= 0.4 x tokio",
              "core W2 2 jacquard-loop <= 1 x tokio",
              "core W3 2 jacquard-loop <= 1 x tokio"));

  private static final List<Section> SECTIONS =
      Runs.sections(
          Runs.core("W1", "jacquard-loop", 50),
          Runs.core("W1", "tokio", 125),
          Runs.core("W2", "jacquard-loop", 400),
          Runs.core("W2", "tokio", 200),
          Runs.core("W2", "jdk", 420),
          Runs.http("pipelined", "hyper", 300),
          Runs.http("pipelined", "jacquard-loop", 100),
          Runs.http("pipelined", "netty", 50));

  @Test
  void html_everyWorkload_hasChartAndTableOfAllItsSubjects() throws Exception {
    Document page = parse(page(SECTIONS).html());

    assertThat(SECTIONS).hasSize(3);
    for (Section section : SECTIONS) {
      String article = "//article[@id='" + section.anchor() + "']";
      assertThat(texts(page, article + "//*[local-name()='svg']"))
          .hasSameSizeAs(section.subjects());
      assertThat(texts(page, article + "//tbody/tr/th"))
          .containsExactlyElementsOf(section.subjects());
      assertThat(texts(page, "//table[@class='matrix']//a[@href='#" + section.anchor() + "']"))
          .containsExactly(section.workload());
    }
  }

  @Test
  void html_ratios_areCostsRelativeToJacquardWhateverTheUnit() throws Exception {
    Document page = parse(page(SECTIONS).html());

    assertThat(matrix(page, "W1")).containsExactly("", "▲ 2.50");
    assertThat(matrix(page, "W2")).containsExactly("≈ 1.05", "▼ 0.50");
    assertThat(matrix(page, "pipelined")).containsExactly("▼ 0.33", "▲ 2.00");
  }

  @Test
  void html_aLoss_isCountedNamedAndMarked() throws Exception {
    Document page = parse(page(SECTIONS).html());

    assertThat(texts(page, "//section[@id='summary']/p[1]"))
        .singleElement()
        .asString()
        .contains("Of 5 comparisons with a peer Jacquard is ahead in 2, level in 1, behind in 2.")
        .contains("Behind on W2: tokio 0.50 · pipelined: hyper 0.33.");
    assertThat(texts(page, "//table[@class='matrix']//td[@class='ratio behind']"))
        .containsExactly("▼ 0.50", "▼ 0.33");
  }

  @Test
  void html_goals_areJudgedByTheFigures() throws Exception {
    Document page = parse(page(SECTIONS).html());

    assertThat(texts(page, "//section[@id='goals']/p[1]"))
        .containsExactly("Of 3 goals 1 are met, 1 missed, 1 not measured.");
    assertThat(texts(page, "//tbody[@class='met']/tr/th")).containsExactly("W1");
    assertThat(texts(page, "//tbody[@class='missed']/tr/th")).containsExactly("W2");
    assertThat(texts(page, "//p[@class='open']"))
        .containsExactly("Not measured: W3 jacquard-loop ≤ 1 × tokio.");
  }

  @Test
  void html_textOfAnyKind_isEscaped() throws Exception {
    String wild = "<b title=\"x\">&amp;</b>";
    Result result = new Result("core", "W1", wild, wild, 2, wild, new Spread(2, 1, 3), 2, 0);
    Run run =
        new Run(
            "2026-11-24T10:00:00Z",
            wild,
            new Machine(2, wild, wild, wild),
            Effort.FULL,
            List.of(result),
            List.of(wild));
    Document page = parse(page(Runs.sections(run)).html());

    assertThat(texts(page, "//b")).isEmpty();
    assertThat(texts(page, "//tbody/tr/th[@class='subject']")).containsExactly(wild);
    assertThat(texts(page, "//ul[@class='failures']/li")).containsExactly("Failed: " + wild);
  }

  @Test
  void html_rounds_areDotsAndNoisyOnesHollow() throws Exception {
    Result result =
        new Result(
            "core",
            "W1",
            "jdk",
            "1",
            2,
            "ns/op",
            new Spread(2, 1, 3),
            3,
            1,
            List.of(1.0, 2.0),
            List.of(3.0));
    Document page = parse(page(Runs.sections(result)).html());

    assertThat(texts(page, "//*[local-name()='circle'][@class='quiet']")).hasSize(2);
    assertThat(texts(page, "//*[local-name()='circle'][@class='noisy']")).hasSize(1);
    assertThat(texts(page, "//td[@class='noisy']")).containsExactly("1 of 3");
  }

  @Test
  void html_units_areExplainedInTheirOwnLetters() throws Exception {
    assertThat(texts(parse(page(SECTIONS).html()), "//section[@id='http']/ul[@class='units']/li"))
        .singleElement()
        .asString()
        .startsWith("requests/cpu-s requests answered for one second of CPU time of the server’s");
  }

  @Test
  void html_links_leadToPlacesInThePageOnly() throws Exception {
    String html = page(SECTIONS).html();
    Document page = parse(html);
    List<Element> links = elements(page, "//@href/..");

    assertThat(links).hasSizeGreaterThan(10);
    for (Element link : links) {
      String target = link.getAttribute("href");
      assertThat(target).startsWith("#");
      assertThat(elements(page, "//*[@id='" + target.substring(1) + "']")).as(target).hasSize(1);
    }
    assertThat(html)
        .doesNotContain("http:", "https:", "url(", "@import", "<script", "<link", "src=");
  }

  @Test
  void html_quickLook_isNotToBeQuoted() {
    Run run = Runs.run("2026-11-24T10:00:00Z", Runs.core("W1", "jdk", 1));
    Run look =
        new Run(run.begun(), run.commit(), run.machine(), Effort.QUICK, run.results(), List.of());

    assertThat(page(Runs.sections(look)).html()).contains("Not to be quoted.");
    assertThat(page(Runs.sections(run)).html()).doesNotContain("Not to be quoted.");
  }

  @Test
  void html_workloadsThatTookOneRound_areNamedBesideTheOthers() {
    Spread spread = new Spread(1, 1, 1);
    Result idle = new Result("http", "idle", "go", "1", 1, "bytes/connection", spread, 1, 0);

    assertThat(page(Runs.sections(Runs.http("json", "go", 1), idle)).html())
        .contains("2 rounds, a noisy measurement tried 2 times; of idle 1 round, taken as it came");
    assertThat(page(Runs.sections(idle)).html()).contains(" · 1 round, taken as it came");
  }

  @Test
  void html_severalRoundsOfGrowth_areSaidToBeTakenAsTheyCame() {
    Result growth = Runs.result("growth", "W1@1k", "go", "ns/op", new Spread(1, 1, 1));

    assertThat(page(Runs.sections(growth)).html())
        .contains(" · 2 rounds, taken as they came")
        .doesNotContain("noisy measurement");
  }

  @Test
  void page_ofNothing_isNotMade() {
    assertThatThrownBy(() -> page(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  private static Page page(List<Section> sections) {
    return new Page(sections, new Subjects(List.of()), GOALS);
  }

  private static List<String> matrix(Document page, String workload) throws Exception {
    return texts(
        page,
        "//table[@class='matrix']//tr[th/a='" + workload + "']/td[starts-with(@class, 'ratio')]");
  }

  private static Document parse(String html) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new ByteArrayInputStream(html.getBytes(UTF_8)));
  }

  private static List<String> texts(Document page, String path) throws Exception {
    return elements(page, path).stream().map(Element::getTextContent).toList();
  }

  private static List<Element> elements(Document page, String path) throws Exception {
    XPath xpath = XPathFactory.newInstance().newXPath();
    NodeList nodes = (NodeList) xpath.evaluate(path, page, XPathConstants.NODESET);
    List<Element> elements = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      elements.add((Element) nodes.item(i));
    }
    return elements;
  }
}

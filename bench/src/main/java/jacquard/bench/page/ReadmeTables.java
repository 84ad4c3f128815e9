package jacquard.bench.page;

import jacquard.bench.Result;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tables of figures in the project's README: what Jacquard costs, and beside it what each peer
 * costs as a multiple of that.
 *
 * @param sections that hold the figures
 */
record ReadmeTables(List<Section> sections) {
  private static final String LOOP = "jacquard-loop";
  private static final String HANDLERS = "jacquard-handlers";
  private static final String NONE = "–";
  private static final String RATE = "requests/cpu-s";
  private static final double MICROS_PER_SECOND = 1e6;

  /**
   * A table.
   *
   * @param suite of its workloads
   * @param head of the first column
   * @param columns of the peers
   * @param rows of the workloads
   */
  private record Table(String suite, String head, List<Column> columns, List<Row> rows) {}

  /**
   * A peer.
   *
   * @param head of the column
   * @param callbacks whether it may stand beside handlers without a stack
   * @param subjects of which the first is taken that has a figure
   */
  private record Column(String head, boolean callbacks, List<String> subjects) {}

  /**
   * A workload.
   *
   * @param head of the row
   * @param workload name
   * @param unit of the figures
   * @param subject of ours
   */
  private record Row(String head, String workload, String unit, String subject) {
    Row(String head, String workload, String unit) {
      this(head, workload, unit, LOOP);
    }
  }

  private static final Table CORE =
      new Table(
          "core",
          "core, 2 workers",
          List.of(
              new Column("JDK", false, List.of("jdk")),
              new Column("Jox", false, List.of("jox-structured", "jox")),
              new Column("Kotlin", false, List.of("kotlin")),
              new Column("Go", false, List.of("go")),
              new Column("tokio + mimalloc", true, List.of("tokio-mimalloc"))),
          List.of(
              new Row("W1 spawn + join", "W1", "ns/op"),
              new Row("W2 ping-pong, rendezvous", "W2", "ns/op"),
              new Row("W2 with handlers", "W2", "ns/op", HANDLERS),
              new Row("W3 one to one, capacity 64", "W3", "ns/op"),
              new Row("W4 four to one, capacity 64", "W4", "ns/op"),
              new Row("W5 skynet, a million tasks", "W5", "ns/op"),
              new Row("W6 100,000 sleepers, CPU each", "W6", "cpu-ns/op"),
              new Row("W6 with an AOT cache, CPU at first ÷ warm", "W6@aot", "cold/warm"),
              new Row("W7 memory of a waiting task", "W7", "bytes"),
              new Row("W7 with handlers", "W7", "bytes", HANDLERS),
              new Row("W8 yield, two tasks ¹", "W8", "ns/op"),
              new Row("W9 mutex, 8 tasks", "W9", "ns/op"),
              new Row("W10 select over 2 channels", "W10", "ns/op"),
              new Row("W11 request, one-shot reply", "W11", "ns/op"),
              new Row("W11 with handlers", "W11", "ns/op", HANDLERS)));

  private static final Table HTTP =
      new Table(
          "http",
          "HTTP/1.1, server on one core",
          List.of(
              new Column("hyper", false, List.of("hyper")),
              new Column("Netty", false, List.of("netty")),
              new Column("Vert.x", false, List.of("vertx")),
              new Column("Helidon", false, List.of("helidon")),
              new Column("Jetty", false, List.of("jetty")),
              new Column("Go", false, List.of("go")),
              new Column("Node.js", false, List.of("node"))),
          List.of(
              new Row("64 connections", "plaintext", RATE),
              new Row("256 connections", "plaintext-256", RATE),
              new Row("pipelined 16", "pipelined", RATE),
              new Row("JSON", "json", RATE),
              new Row("64 KiB echo", "echo", RATE),
              new Row("10 ms sleep, 1,000 connections", "sleep", RATE),
              new Row("p99 at 10,000 requests/s", "latency", "p99-us"),
              new Row("10,000 idle, memory each", "idle", "bytes/connection"),
              new Row("start to first answer", "start", "ms"),
              new Row("the same with an AOT cache", "start-aot", "ms")));

  /** The tables in Markdown; a workload that no run has measured has no row. */
  List<String> tables() {
    return List.of(markdown(CORE), markdown(HTTP));
  }

  private String markdown(Table table) {
    List<String> lines = new ArrayList<>();
    lines.add(line(table.head, "Jacquard", table.columns.stream().map(Column::head).toList()));
    lines.add("|" + "---|".repeat(2 + table.columns.size()));
    for (Row row : table.rows) {
      sections.stream()
          .filter(section -> section.suite().equals(table.suite))
          .filter(section -> section.workload().equals(row.workload))
          .findFirst()
          .flatMap(section -> line(section, row, table.columns))
          .ifPresent(lines::add);
    }
    return lines.stream().collect(Collectors.joining("\n", "", "\n"));
  }

  private static Optional<String> line(Section section, Row row, List<Column> columns) {
    return section
        .figure(row.subject, row.unit)
        .map(own -> {
          List<String> ratios =
              columns.stream().map(column -> ratio(section, row, column, own)).toList();
          return line(row.head, figure(own), ratios);
        });
  }

  private static String line(String head, String own, List<String> others) {
    return "| " + head + " | " + own + " | " + String.join(" | ", others) + " |";
  }

  private static String ratio(Section section, Row row, Column column, Result own) {
    if (row.subject.equals(HANDLERS) && !column.callbacks) {
      return NONE;
    }
    for (String subject : column.subjects) {
      Optional<Result> peer = section.figure(subject, row.unit);
      if (peer.isPresent()) {
        return rounded(peer.get().costTo(own));
      }
    }
    return NONE;
  }

  /** Two significant digits, which is what two rounds tell. */
  private static String rounded(double ratio) {
    int digits = ratio < 1 ? 2 : ratio < 10 ? 1 : 0;
    return BigDecimal.valueOf(ratio).setScale(digits, RoundingMode.HALF_UP).toPlainString();
  }

  /** A figure of ours with its unit; a rate as the time that each takes. */
  private static String figure(Result own) {
    double median = own.spread().median();
    double shown = own.unit().equals(RATE) ? MICROS_PER_SECOND / median : median;
    return String.format(Locale.ROOT, shown < 10 ? "%.1f" : "%,.0f", shown) + " " + unit(own);
  }

  private static String unit(Result own) {
    return switch (own.unit()) {
      case "ns/op", "cpu-ns/op" -> "ns";
      case RATE, "p99-us" -> "µs";
      case "bytes/connection" -> "bytes";
      case "cold/warm" -> "×";
      default -> own.unit();
    };
  }
}

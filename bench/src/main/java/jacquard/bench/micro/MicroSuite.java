package jacquard.bench.micro;

import jacquard.bench.Console;
import jacquard.bench.Effort;
import jacquard.bench.Measurement;
import jacquard.bench.MeasurementException;
import jacquard.bench.Series;
import jacquard.bench.Suite;
import jacquard.bench.Turns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Single operations, measured by JMH: a fresh process for each round, workload and subject. */
public final class MicroSuite implements Suite {
  private static final String NAME = "micro";
  private static final String NANOS = "ns/op";
  private static final String BYTES = "bytes/op";
  private static final int WORKERS = 1;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<Entry> workloads() {
    return Arrays.stream(MicroWorkload.values()).map(MicroWorkload::entry).toList();
  }

  @Override
  public List<Entry> subjects() {
    return Arrays.stream(MicroSubject.values()).map(MicroSubject::entry).toList();
  }

  @Override
  public Comparison comparison() {
    String baseline = MicroSubject.JACQUARD.label();
    return new Comparison(
        baseline,
        List.of(NANOS, BYTES),
        "one thread, nothing waits; ratio above 1 = slower than " + baseline);
  }

  @Override
  public Outcome run(Selection selection, Effort effort, Console console)
      throws InterruptedException {
    List<Cell> cells = cells(selection);
    Turns turns = new Turns(NAME, console);
    turns.run(effort.rounds(), cells, Cell::name, cell -> measure(cell, effort));
    return Outcome.of(
        cells.stream().flatMap(cell -> List.of(cell.nanos, cell.bytes).stream()).toList(),
        turns.failures());
  }

  private static String measure(Cell cell, Effort effort)
      throws MeasurementException, InterruptedException {
    Measurement<Jmh.Figures> measured =
        Measurement.quietest(
            effort.attempts(), () -> Jmh.fork(cell.subject, cell.workload, effort));
    cell.add(measured);
    return measured.value() + " (" + measured.noise() + ")";
  }

  private static List<Cell> cells(Selection selection) {
    List<Cell> cells = new ArrayList<>();
    for (MicroWorkload workload : MicroWorkload.values()) {
      for (MicroSubject subject : MicroSubject.values()) {
        if (selection.workloads().contains(workload.label())
            && selection.subjects().contains(subject.label())
            && subject.runs(workload)) {
          cells.add(
              new Cell(
                  workload,
                  subject,
                  series(workload, subject, NANOS),
                  series(workload, subject, BYTES)));
        }
      }
    }
    return cells;
  }

  private static Series series(MicroWorkload workload, MicroSubject subject, String unit) {
    return new Series(NAME, workload.label(), subject.label(), subject.version(), WORKERS, unit);
  }

  private record Cell(MicroWorkload workload, MicroSubject subject, Series nanos, Series bytes) {

    String name() {
      return workload.label() + " " + subject.label();
    }

    void add(Measurement<Jmh.Figures> measured) {
      nanos.add(measured.value().nanos(), measured.noise());
      bytes.add(measured.value().bytes(), measured.noise());
    }
  }
}

package jacquard.bench;

import java.io.PrintStream;

/**
 * Where a run speaks: the report on one stream, progress on the other.
 *
 * @param report for tables, fit for a file
 * @param progress for a person who waits
 */
public record Console(PrintStream report, PrintStream progress) {

  /** Prints a line of the report. */
  public void line(String text) {
    report.println(text);
  }

  /** Prints a line of progress. */
  public void progress(String text) {
    progress.println(text);
    progress.flush();
  }
}

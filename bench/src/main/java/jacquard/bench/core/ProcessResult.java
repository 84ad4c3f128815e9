package jacquard.bench.core;

import jacquard.bench.MeasurementException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The result line of a core process: {@code result median=… min=… max=… …}, where a subject that
 * can count them adds {@code cpu=} (ns), {@code switches=} and {@code allocated=} (bytes), each of
 * one operation, and {@code cold=}, the CPU time before it was warm as a multiple of that.
 *
 * @param values by key
 */
record ProcessResult(Map<String, Double> values) {

  private static final String MEDIAN = "median";
  private static final double KILO = 1_000;

  private static final Pattern LINE = Pattern.compile("^result (.*)$", Pattern.MULTILINE);
  private static final Pattern FIGURE = Pattern.compile("(\\w+)=([0-9.]+)");

  static ProcessResult parse(String output) throws MeasurementException {
    Matcher line = LINE.matcher(output);
    if (!line.find()) {
      throw new MeasurementException("no result line in its output");
    }
    Map<String, Double> values = new HashMap<>();
    Matcher figure = FIGURE.matcher(line.group(1));
    while (figure.find()) {
      values.put(figure.group(1), Double.parseDouble(figure.group(2)));
    }
    if (!values.containsKey(MEDIAN)) {
      throw new MeasurementException("no median in '" + line.group() + "'");
    }
    return new ProcessResult(values);
  }

  /** Median of the repetitions: nanoseconds of one operation, or bytes. */
  double median() {
    return values.getOrDefault(MEDIAN, Double.NaN);
  }

  /** The figure in this unit; empty if the subject does not count it. */
  OptionalDouble figure(String unit) {
    return switch (unit) {
      case CoreWorkload.NANOS, CoreWorkload.RESIDENT -> value(MEDIAN, 1);
      case CoreWorkload.CPU_NANOS -> value("cpu", 1);
      case CoreWorkload.COLD -> value("cold", 1);
      case CoreWorkload.SWITCHES -> value("switches", KILO);
      case CoreWorkload.BYTES -> value("allocated", 1);
      default -> throw new IllegalArgumentException("no core process counts " + unit);
    };
  }

  private OptionalDouble value(String key, double factor) {
    Double value = values.get(key);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(factor * value);
  }
}

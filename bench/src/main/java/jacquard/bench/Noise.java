package jacquard.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * How much CPU others used while something was measured.
 *
 * @param foreignShare CPU time of processes outside of this process tree, per wall time: 1 is one
 *     core kept busy
 * @param stolenShare time that the hypervisor gave to others, per wall time
 */
public record Noise(double foreignShare, double stolenShare) {

  /*
   * Foreign CPU = what /proc/stat counts as busy for the whole machine, less what this process,
   * its living descendants and its ended children have used. Both count in ticks of 10 ms, so that
   * a measurement of one second has a resolution of about 2 %.
   */

  private static final double FOREIGN_MAX = 0.06;
  private static final double STOLEN_MAX = 0.06;
  private static final Noise UNKNOWN = new Noise(0, 0);

  /** Whether figures taken meanwhile should be taken again. */
  public boolean disturbs() {
    return foreignShare > FOREIGN_MAX || stolenShare > STOLEN_MAX;
  }

  /** Whether this was the quieter of two measurements. */
  public boolean quieterThan(Noise other) {
    return total() < other.total();
  }

  private double total() {
    return foreignShare + stolenShare;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT, "foreign %.0f %%, stolen %.0f %%", 100 * foreignShare, 100 * stolenShare);
  }

  /** Begins a measurement of the noise; where there is no {@code /proc/stat} it finds none. */
  public static Meter meter() {
    return new Meter(Ticks::now, System::nanoTime);
  }

  /** A measurement that has begun. */
  public static final class Meter {
    private final Supplier<Ticks> ticks;
    private final LongSupplier nanos;
    private final long startNanos;
    private final Ticks start;

    Meter(Supplier<Ticks> ticks, LongSupplier nanos) {
      this.ticks = ticks;
      this.nanos = nanos;
      startNanos = nanos.getAsLong();
      start = ticks.get();
    }

    /** The noise since this meter was made. */
    public Noise read() {
      Ticks end = ticks.get();
      double wallTicks =
          (nanos.getAsLong() - startNanos)
              / (double) TimeUnit.SECONDS.toNanos(1)
              * ProcessStat.TICKS_PER_SECOND;
      if (end.busy() == 0) {
        return UNKNOWN;
      }
      long foreign = end.busy() - start.busy() - (end.own() - start.own());
      return new Noise(
          Math.max(0, foreign) / wallTicks, (end.stolen() - start.stolen()) / wallTicks);
    }
  }

  /**
   * What the kernel has counted so far, in ticks.
   *
   * @param busy of all processes
   * @param stolen by the hypervisor
   * @param own of this process tree
   */
  record Ticks(long busy, long stolen, long own) {
    private static final Path STAT = Path.of("/proc/stat");

    static Ticks now() {
      try {
        // cpu user nice system idle iowait irq softirq steal guest guest_nice
        String[] cpu = Files.readAllLines(STAT).getFirst().trim().split(" +", -1);
        long user = Long.parseLong(cpu[1]) + Long.parseLong(cpu[2]);
        long kernel = Long.parseLong(cpu[3]) + Long.parseLong(cpu[6]) + Long.parseLong(cpu[7]);
        return new Ticks(user + kernel, Long.parseLong(cpu[8]), ProcessStat.ticksOfOwnTree());
      } catch (NoSuchFileException _) {
        return new Ticks(0, 0, 0);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}

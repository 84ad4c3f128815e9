package jacquard.bench.http;

import java.util.ArrayList;
import java.util.List;

/**
 * What a workload asks of every JVM subject alike; the others know no such settings.
 *
 * @param firstHeap size that the heap begins with
 * @param options beside the subject's own
 */
record JvmSettings(String firstHeap, List<String> options) {
  /** Size that no heap exceeds. */
  static final String HEAP = "1g";

  /** For servers that work: a heap of fixed size. */
  static final JvmSettings LOADED = new JvmSettings(HEAP, List.of());

  /**
   * For servers that wait: a heap that begins small and grows as it must. Smaller than any server
   * needs, or what it has touched before the first look would be there for its connections.
   */
  static final JvmSettings IDLE = new JvmSettings("8m", List.of());

  JvmSettings with(List<String> more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(more);
    return new JvmSettings(firstHeap, List.copyOf(all));
  }
}

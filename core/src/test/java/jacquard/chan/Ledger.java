package jacquard.chan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What one task says it sent and received over one channel. Values are {@code sender * 1_000_000 +
 * number}, numbered upwards by each sender.
 */
record Ledger(List<Integer> sent, List<Integer> received) {

  Ledger() {
    this(new ArrayList<>(), new ArrayList<>());
  }

  /**
   * The laws of a channel: what was received is what was sent, each value once; and each receiver
   * sees each sender's values in their order.
   */
  static void check(String program, Channel<Integer> channel, List<Ledger> ledgers) {
    List<Integer> sent = new ArrayList<>();
    List<Integer> received = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    while (channel.tryReceive() instanceof Received.Value<Integer>(var value)) {
      left.add(value);
    }
    received.addAll(left);
    checkOrder(program, left);
    for (Ledger ledger : ledgers) {
      sent.addAll(ledger.sent);
      received.addAll(ledger.received);
      checkOrder(program, ledger.received);
    }
    Collections.sort(sent);
    Collections.sort(received);
    assertThat(received).as(program).doesNotHaveDuplicates().isEqualTo(sent);
    BoundedChannel<Integer> bounded = (BoundedChannel<Integer>) channel;
    assertThat(bounded.waitingSenders()).as(program).isZero();
    assertThat(bounded.waitingReceivers()).as(program).isZero();
  }

  private static void checkOrder(String program, List<Integer> received) {
    Map<Integer, Integer> last = new HashMap<>();
    for (Integer value : received) {
      Integer before = last.put(value / 1_000_000, value);
      assertThat(before == null || before < value).as(program).isTrue();
    }
  }
}

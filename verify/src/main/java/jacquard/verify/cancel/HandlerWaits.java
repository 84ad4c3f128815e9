package jacquard.verify.cancel;

import jacquard.chan.Channel;
import jacquard.chan.Sent;
import jacquard.task.Cancelled;
import jacquard.task.Scope;
import jacquard.task.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Handlers that wait for values, each with the one waiter that it uses again for all. */
final class HandlerWaits {

  private static final int HANDLERS = 3;
  private static final int SENDERS = 3;
  private static final int VALUES = 60;
  private static final Duration SHORT = Duration.ofNanos(50_000);

  private HandlerWaits() {}

  static List<Waiting> all() {
    return List.of(
        new Waiting(
            "Channel.handle, bounded",
            (chance, tally) -> round(Channel.bounded(1 + chance.below(3)), chance, tally)),
        new Waiting(
            "Channel.handle, rendezvous",
            (chance, tally) -> round(Channel.rendezvous(), chance, tally)));
  }

  /** Some handlers are cancelled while others send; then the channel is closed for the rest. */
  private static void round(Channel<Integer> channel, Chance chance, Tally tally)
      throws InterruptedException {
    Ledger ledger = new Ledger(VALUES);
    Scope.run(scope -> {
      List<Task<?>> handlers = new ArrayList<>();
      for (int i = 0; i < HANDLERS; i++) {
        AtomicInteger inside = new AtomicInteger();
        handlers.add(channel.handle(scope, value -> alone(inside, value, ledger, tally)));
      }
      for (int i = 0; i < SENDERS; i++) {
        int first = i;
        Chance sender = chance.split();
        scope.fork(() -> giveEvery(channel, first, ledger, sender));
      }
      for (Task<?> handler : handlers) {
        chance.dawdle();
        if (!chance.once(HANDLERS)) {
          handler.cancel("round " + chance.seed());
          if (chance.once(2)) { // it ends by that, and not by the close
            handler.outcome();
          }
        }
      }
      chance.dawdle();
      channel.close();
      for (Task<?> handler : handlers) {
        (handler.outcome() instanceof Cancelled<?> ? tally.cancelled : tally.completed).add(1);
      }
    });
    for (int value : channel) { // what those that were cancelled have left
      ledger.taken(value);
    }
    ledger.close(tally);
  }

  /** A handler never has two values at a time. */
  private static void alone(AtomicInteger inside, int value, Ledger ledger, Tally tally) {
    if (inside.incrementAndGet() != 1) {
      tally.fault(tally.doubled, 1, "a handler was called with " + value + " beside itself");
    }
    ledger.taken(value);
    inside.decrementAndGet();
  }

  private static void giveEvery(Channel<Integer> channel, int first, Ledger ledger, Chance chance)
      throws InterruptedException {
    for (int value = first; value < VALUES; value += SENDERS) {
      chance.pause();
      Sent sent =
          switch (chance.below(3)) {
            case 0 -> channel.trySend(value);
            case 1 -> channel.sendOrClosed(value, SHORT);
            default -> channel.sendOrClosed(value);
          };
      if (sent instanceof Sent.Done) {
        ledger.given(value);
      }
    }
  }
}

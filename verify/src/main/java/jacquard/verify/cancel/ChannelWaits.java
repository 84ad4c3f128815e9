package jacquard.verify.cancel;

import jacquard.chan.Channel;
import jacquard.chan.Received;
import jacquard.chan.Select;
import jacquard.chan.Sent;
import jacquard.task.Scope;
import java.time.Duration;
import java.util.List;

/** Sends, receives and selects. */
final class ChannelWaits {

  private static final int TASKS = 12;
  private static final Duration LONG = Duration.ofHours(1);
  private static final Duration SHORT = Duration.ofNanos(50_000);

  private ChannelWaits() {}

  static List<Waiting> all() {
    return List.of(
        new Waiting(
            "Channel.send, bounded", (chance, tally) -> send(bounded(chance), chance, tally)),
        new Waiting(
            "Channel.send, rendezvous",
            (chance, tally) -> send(Channel.rendezvous(), chance, tally)),
        new Waiting(
            "Channel.receive, bounded", (chance, tally) -> receive(bounded(chance), chance, tally)),
        new Waiting(
            "Channel.receive, rendezvous",
            (chance, tally) -> receive(Channel.rendezvous(), chance, tally)),
        new Waiting("Channel.send against receive", ChannelWaits::bothEnds),
        new Waiting("Channel.send against close", ChannelWaits::sendClosed),
        new Waiting("Select, receive and receive", ChannelWaits::selectReceive),
        new Waiting("Select, send and send", ChannelWaits::selectSend),
        new Waiting("Select, send, receive and after", ChannelWaits::selectMixed));
  }

  private static Channel<Integer> bounded(Chance chance) {
    return Channel.bounded(1 + chance.below(3));
  }

  /** Victims send; a receiver takes what comes, until all is over. */
  private static void send(Channel<Integer> channel, Chance chance, Tally tally)
      throws InterruptedException {
    Ledger ledger = new Ledger(TASKS);
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        int value = i;
        boolean timed = chance.once(3);
        victims.add(() -> {
          if (timed) {
            channel.send(value, LONG);
          } else {
            channel.send(value);
          }
          ledger.given(value);
        });
      }
      Chance others = chance.split();
      scope.fork(() -> takeAll(channel, ledger, others));
      victims.cancelSome();
      victims.awaitAll();
      channel.close();
    });
    ledger.close(tally);
  }

  /** Victims receive; a sender gives what it has, and closes. */
  private static void receive(Channel<Integer> channel, Chance chance, Tally tally)
      throws InterruptedException {
    Ledger ledger = new Ledger(TASKS);
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        boolean timed = chance.once(3);
        victims.add(() -> take(channel, ledger, timed));
      }
      Chance others = chance.split();
      scope.fork(() -> giveAll(channel, ledger, others));
      victims.cancelSome();
      victims.awaitAll();
      takeAll(channel, ledger, chance);
    });
    ledger.close(tally);
  }

  /** Both ends are victims: half of them send, half receive. */
  private static void bothEnds(Chance chance, Tally tally) throws InterruptedException {
    Channel<Integer> channel = chance.once(2) ? Channel.rendezvous() : bounded(chance);
    Ledger ledger = new Ledger(TASKS);
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        int value = i;
        if (chance.once(2)) {
          victims.add(() -> take(channel, ledger, false));
        } else {
          victims.add(() -> {
            channel.send(value);
            ledger.given(value);
          });
        }
      }
      victims.cancelSome();
      victims.cancelAll();
      victims.awaitAll();
      channel.close();
      takeAll(channel, ledger, chance);
    });
    ledger.close(tally);
  }

  /** The channel is closed while victims send: a value is sent, or its sender knows better. */
  private static void sendClosed(Chance chance, Tally tally) throws InterruptedException {
    Channel<Integer> channel = bounded(chance);
    Ledger ledger = new Ledger(TASKS);
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        int value = i;
        victims.add(() -> {
          if (channel.sendOrClosed(value) instanceof Sent.Done) {
            ledger.given(value);
          }
        });
      }
      Chance others = chance.split();
      scope.fork(() -> {
        others.pause();
        channel.close();
      });
      victims.cancelSome();
      victims.awaitAll();
      takeAll(channel, ledger, chance);
    });
    ledger.close(tally);
  }

  /** Victims receive from one of two channels. */
  private static void selectReceive(Chance chance, Tally tally) throws InterruptedException {
    Channel<Integer> left = bounded(chance);
    Channel<Integer> right = Channel.rendezvous();
    Ledger leftLedger = new Ledger(TASKS);
    Ledger rightLedger = new Ledger(TASKS);
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        victims.add(() ->
            Select.<Integer>select()
                .receiveOrClosed(left, got -> record(got, leftLedger))
                .receiveOrClosed(right, got -> record(got, rightLedger))
                .await());
      }
      Chance others = chance.split();
      Chance another = chance.split();
      scope.fork(() -> giveAll(left, leftLedger, others));
      scope.fork(() -> giveAll(right, rightLedger, another));
      victims.cancelSome();
      victims.awaitAll();
      takeAll(left, leftLedger, chance);
      takeAll(right, rightLedger, chance);
    });
    leftLedger.close(tally);
    rightLedger.close(tally);
  }

  /** Victims send to one of two channels, the same value: it must turn up in one of them. */
  private static void selectSend(Chance chance, Tally tally) throws InterruptedException {
    Channel<Integer> left = bounded(chance);
    Channel<Integer> right = Channel.rendezvous();
    Ledger ledger = new Ledger(TASKS);
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        int value = i;
        victims.add(() -> {
          Select.<Integer>select()
              .send(left, value, () -> value)
              .send(right, value, () -> value)
              .await();
          ledger.given(value);
        });
      }
      Chance others = chance.split();
      Chance another = chance.split();
      scope.fork(() -> takeAll(left, ledger, others));
      scope.fork(() -> takeAll(right, ledger, another));
      victims.cancelSome();
      victims.awaitAll();
      left.close();
      right.close();
    });
    ledger.close(tally);
  }

  /** Victims that send, receive and time out in one select, on one pair of channels. */
  private static void selectMixed(Chance chance, Tally tally) throws InterruptedException {
    Channel<Integer> left = bounded(chance);
    Channel<Integer> right = Channel.rendezvous();
    Ledger ledger = new Ledger(TASKS);
    Scope.run(scope -> {
      Victims victims = new Victims(scope, chance, tally);
      for (int i = 0; i < TASKS; i++) {
        int value = i;
        Channel<Integer> out = chance.once(2) ? left : right;
        Channel<Integer> in = out == left ? right : left;
        Duration limit = chance.once(3) ? SHORT : LONG;
        victims.add(() ->
            Select.<Integer>select()
                .send(out, value, () -> given(ledger, value))
                .receive(in, got -> taken(ledger, got))
                .after(limit, () -> -1)
                .await());
      }
      victims.cancelSome();
      victims.cancelAll();
      victims.awaitAll();
      left.close();
      right.close();
      takeAll(left, ledger, chance);
      takeAll(right, ledger, chance);
    });
    ledger.close(tally);
  }

  private static Integer given(Ledger ledger, int value) {
    ledger.given(value);
    return value;
  }

  private static Integer taken(Ledger ledger, int value) {
    ledger.taken(value);
    return value;
  }

  private static Integer record(Received.OrClosed<Integer> got, Ledger ledger) {
    return got instanceof Received.Value<Integer>(Integer value) ? taken(ledger, value) : -1;
  }

  private static void take(Channel<Integer> channel, Ledger ledger, boolean timed)
      throws InterruptedException {
    Received<Integer> got = timed ? channel.receiveOrClosed(LONG) : channel.receiveOrClosed();
    if (got instanceof Received.Value<Integer>(Integer value)) {
      ledger.taken(value);
    }
  }

  private static void giveAll(Channel<Integer> channel, Ledger ledger, Chance chance)
      throws InterruptedException {
    for (int value = 0; value < TASKS; value++) {
      chance.dawdle();
      channel.send(value);
      ledger.given(value);
    }
    channel.close();
  }

  private static void takeAll(Channel<Integer> channel, Ledger ledger, Chance chance)
      throws InterruptedException {
    chance.dawdle();
    for (int value : channel) {
      ledger.taken(value);
      chance.dawdle();
    }
  }
}

// A thousand transfers at once between four accounts, then three units of work.
// Look at: a balance can't be reached but through its lock; two locks are always taken in the same
// order, so nobody waits in a circle; who starts a unit hears how it ended, whichever way.
import jacquard.sync.*;
import jacquard.task.*;
import jacquard.time.*;

final class Balance {
  long cents = 1_000_00;
}

record Account(int number, String owner, Mutex<Balance> balance) {}

static final class Overdrawn extends Exception {
  Overdrawn(String message) {
    super(message);
  }
}

void main() throws Exception {
  Account ada = open(1, "Ada");
  Account ben = open(2, "Ben");
  List<Account> all = List.of(ada, ben, open(3, "Cleo"), open(4, "Dan"));

  Scope.run(s -> {
    for (int n = 0; n < 1_000; n++) {
      Account from = all.get(n % 4);
      Account to = all.get((n + 1 + n % 3) % 4);
      s.fork(() -> transfer(from, to, 1_00));
    }
  });
  System.out.println("1000 transfers made; the bank holds " + total(all));

  unit("wages", () -> transfer(ada, ben, 300_00));
  unit("a yacht", () -> transfer(ben, ada, 9_000_00));
  unit("an audit", () -> Clock.sleep(Duration.ofHours(1)));
  System.out.println("the bank holds " + total(all) + ", as in the beginning");
}

Account open(int number, String owner) {
  return new Account(number, owner, Mutex.of(new Balance()).named(owner));
}

/** Moves money, all of it or none. */
void transfer(Account from, Account to, long cents) throws Overdrawn, InterruptedException {
  boolean inOrder = from.number() < to.number();
  Account first = inOrder ? from : to;
  Account second = inOrder ? to : from;
  first
      .balance()
      .update(a ->
          second
              .balance()
              .update(b -> {
                Balance source = inOrder ? a : b;
                Balance target = inOrder ? b : a;
                if (source.cents < cents) {
                  throw new Overdrawn(from.owner() + " has " + euros(source.cents));
                }
                source.cents -= cents;
                target.cents += cents;
              }));
}

/** Does some work within 100 ms and prints the news of it. */
void unit(String name, Action<Overdrawn> work) throws InterruptedException {
  try {
    Tasks.timeout(
        Duration.ofMillis(100),
        () -> Scope.run(s -> s.fork(name, work).onCompletion(outcome -> print(name, outcome))));
  } catch (Overdrawn | TimeoutException _) {
    // The news has said it.
  }
}

void print(String name, Outcome<?> outcome) {
  System.out.println(
      switch (outcome) {
        case Success<?> _ -> name + ": done";
        case Failure<?>(var cause) -> name + ": failed, " + cause.getMessage();
        case Cancelled<?>(var reason) -> name + ": cancelled, " + reason;
      });
}

String total(List<Account> accounts) throws InterruptedException {
  long cents = 0;
  for (Account account : accounts) {
    cents += account.balance().with(balance -> balance.cents);
  }
  return euros(cents);
}

String euros(long cents) {
  return "€%d.%02d".formatted(cents / 100, cents % 100);
}

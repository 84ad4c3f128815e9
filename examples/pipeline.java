// Two kitchens cook, three couriers deliver; between them a counter with room for eight dishes.
// Look at: the kitchens are faster, yet no more than eight dishes ever wait, since send() waits
// while the counter is full; and closing it after the last dish is all that ends the couriers.
import jacquard.chan.*;
import jacquard.task.*;
import jacquard.time.*;

static final int DISHES_PER_KITCHEN = 100;

void main() throws InterruptedException {
  Channel<String> counter = Channel.bounded(8);
  AtomicInteger mostWaiting = new AtomicInteger();
  int delivered =
      Scope.call(s -> {
        s.fork("kitchens", () -> cookAll(counter));
        List<Task<Integer>> couriers = new ArrayList<>();
        for (String name : List.of("Ada", "Ben", "Cleo")) {
          couriers.add(s.fork(name, () -> deliver(counter, mostWaiting)));
        }
        int sum = 0;
        for (Task<Integer> courier : couriers) {
          System.out.println(courier.name() + " delivered " + courier.join());
          sum += courier.join();
        }
        return sum;
      });
  System.out.println(delivered + " dishes delivered, never more than " + mostWaiting + " waiting");
}

// The inner scope ends when both kitchens have; leaving the try then closes the counter.
void cookAll(Channel<String> counter) throws InterruptedException {
  try (counter) {
    Scope.run(kitchens -> {
      for (String kitchen : List.of("north", "south")) {
        kitchens.fork(
            kitchen,
            () -> {
              for (int n = 1; n <= DISHES_PER_KITCHEN; n++) {
                counter.send("dish " + n + " of " + kitchen);
              }
            });
      }
    });
  }
}

int deliver(Channel<String> counter, AtomicInteger mostWaiting) throws InterruptedException {
  int delivered = 0;
  for (String _ : counter) {
    mostWaiting.accumulateAndGet(counter.size(), Math::max);
    Clock.sleep(Duration.ofMillis(5));
    delivered++;
  }
  return delivered;
}

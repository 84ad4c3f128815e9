package jacquard.internal.queue;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.internal.engine.Strand;
import jacquard.internal.engine.Wait;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WaiterQueueTest {

  private static final class Place extends Waiter<Place> {
    final int number;

    Place(int number) {
      super(new Wait(Strand.current()));
      this.number = number;
    }
  }

  private final WaiterQueue<Place> queue = new WaiterQueue<>();

  private List<Integer> numbers() {
    List<Integer> numbers = new ArrayList<>();
    queue.forEach(place -> numbers.add(place.number));
    return numbers;
  }

  @Test
  void poll_empty_returnsNull() {
    assertThat(queue.poll()).isNull();
    assertThat(queue.first()).isNull();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void remove_fromAnotherQueue_changesNeither() {
    WaiterQueue<Place> other = new WaiterQueue<>();
    Place place = new Place(1);
    other.add(place);

    assertThat(queue.remove(place)).isFalse();
    assertThat(other.size()).isEqualTo(1);
    assertThat(other.remove(place)).isTrue();
    assertThat(other.remove(place)).isFalse();
  }

  @Test
  void anyOperations_againstList_agree() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      List<Place> model = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        step(random, model, i);
        assertThat(numbers())
            .as("seed %d, step %d", seed, i)
            .isEqualTo(model.stream().map(place -> place.number).toList());
        assertThat(queue.size()).isEqualTo(model.size());
      }
      model.forEach(queue::remove);
    }
  }

  private void step(Random random, List<Place> model, int number) {
    Place place = new Place(number);
    switch (random.nextInt(5)) {
      case 0, 1 -> {
        queue.add(place);
        model.add(place);
      }
      case 2 -> {
        queue.addFirst(place);
        model.addFirst(place);
      }
      case 3 -> assertThat(queue.poll()).isSameAs(model.isEmpty() ? null : model.removeFirst());
      default -> {
        if (!model.isEmpty()) {
          assertThat(queue.remove(model.remove(random.nextInt(model.size())))).isTrue();
        }
      }
    }
  }
}

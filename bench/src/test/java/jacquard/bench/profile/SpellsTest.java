package jacquard.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SpellsTest {

  @Test
  void lines_someSpells_beginWithTheTotalAndTheMostFrequent() {
    Spells spells = new Spells();
    spells.add("long", Duration.ofSeconds(2));
    spells.add("often", Duration.ofMillis(1));
    spells.add("often", Duration.ofMillis(2));

    assertThat(spells.lines("waits", 1))
        .containsExactly("  waits: 3, 2,003.0 ms", "            2          3.0 ms  often");
  }

  @Test
  void lines_none_sayZero() {
    assertThat(new Spells().lines("waits", 1)).containsExactly("  waits: 0, 0.0 ms");
  }
}

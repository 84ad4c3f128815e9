package jacquard.bench.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TallyTest {

  @Test
  void greatest_someNames_areSharesOfTheWholeGreatestFirst() {
    Tally tally = new Tally();
    tally.add("small", 20);
    tally.add("great", 50);
    tally.add("great", 30);

    assertThat(tally.greatest(5)).containsExactly("     80.0 %  great", "     20.0 %  small");
  }

  @Test
  void greatest_moreThanAskedOrTooSmall_areLeftOut() {
    Tally tally = new Tally();
    tally.add("a", 500);
    tally.add("b", 300);
    tally.add("c", 195);
    tally.add("under one percent", 5);

    assertThat(tally.greatest(2)).containsExactly("     50.0 %  a", "     30.0 %  b");
    assertThat(tally.greatest(9)).hasSize(3);
  }

  @Test
  void greatestTogether_equalSums_areOneLine() {
    Tally calls = new Tally();
    calls.addRest(2);
    calls.addPart("run", 2);
    calls.addPart("serve", 2);
    calls.addPart("read", 1);

    assertThat(calls.greatestTogether(2))
        .containsExactly("    100.0 %  run, serve", "     50.0 %  read");
  }

  @Test
  void greatest_partsOfAWhole_mayAddUpToMore() {
    Tally calls = new Tally();
    calls.addRest(4);
    calls.addPart("outer", 4);
    calls.addPart("inner", 3);

    assertThat(calls.greatest(5)).containsExactly("    100.0 %  outer", "     75.0 %  inner");
    assertThat(calls.total()).isEqualTo(4);
  }
}

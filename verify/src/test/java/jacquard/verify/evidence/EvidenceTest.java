package jacquard.verify.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import jacquard.verify.cancel.Cancelling;
import jacquard.verify.framing.Framing;
import jacquard.verify.idle.Idle;
import jacquard.verify.storms.Storms;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A short gathering of what {@code verify/run} gathers at length. A failure prints its seed. */
class EvidenceTest {

  @ParameterizedTest
  @ValueSource(strings = {"loop", "default"})
  void cancel_forAFewSeconds_holds(String engine) throws Exception {
    Order order = only(engine).within(Duration.ofSeconds(5));
    Figure figure = new Cancelling().gather(order);
    assertThat(figure.holds()).as("%s; seed %d", figure.text(), order.seed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop", "default"})
  void framing_theWholeCorpusOnce_holds(String engine) throws Exception {
    Order order = only(engine);
    Figure figure = new Framing().gather(order);
    assertThat(figure.holds()).as("%s; seed %d", figure.text(), order.seed()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop", "default"})
  void idle_asManyConnectionsAsMayBe_areAllHeld(String engine) throws Exception {
    // What they cost is for verify/run to judge: other tests run on the machine meanwhile.
    Figure figure = Idle.inShort().gather(only(engine));
    assertThat(figure.text())
        .contains(engine + " engine", "after a request each: heap", "without a request: heap");
  }

  @ParameterizedTest
  @ValueSource(strings = {"loop", "default"})
  void storms_aCrowdAndTheTwin_holds(String engine) throws Exception {
    Figure figure =
        Storms.inShort().gather(only(engine, Pattern.compile("Channel.receive, at the start")));
    assertThat(figure.holds()).as(figure.text()).isTrue();
  }

  @Test
  void storms_nothingFound_doesNotHold() throws Exception {
    Order nothing = only("loop", Pattern.compile("no crowd is called this"));
    assertThat(Storms.inShort().gather(nothing).holds()).isFalse();
  }

  @Test
  void framing_nothingFound_doesNotHold() throws Exception {
    Order nothing =
        new Order(Order.BOTH, Optional.empty(), 1, Pattern.compile("no message is called this"));
    assertThat(new Framing().gather(nothing).holds()).isFalse();
  }

  private static Order only(String engine) {
    return only(engine, Pattern.compile(""));
  }

  private static Order only(String engine, Pattern parts) {
    return new Order(List.of(engine), Optional.empty(), System.nanoTime(), parts);
  }
}

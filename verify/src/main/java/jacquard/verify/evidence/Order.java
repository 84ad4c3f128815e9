package jacquard.verify.evidence;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What was asked for.
 *
 * @param engines the engines to run on
 * @param time how long it may take, if that was said
 * @param seed where the choices of chance begin
 * @param only of the evidence's parts, those whose name is found by this
 */
public record Order(List<String> engines, Optional<Duration> time, long seed, Pattern only) {

  /** Both engines. */
  public static final List<String> BOTH = List.of("loop", "default");

  /** Everything on both engines, for the usual time. */
  public static Order usual(long seed) {
    return new Order(BOTH, Optional.empty(), seed, Pattern.compile(""));
  }

  /** This order with a time. */
  public Order within(Duration limit) {
    return new Order(engines, Optional.of(limit), seed, only);
  }

  /** Whether a part of the evidence is asked for. */
  public boolean wants(String part) {
    return only.matcher(part).find();
  }
}

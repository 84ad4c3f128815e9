package jacquard.verify.evidence;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The command line of {@code verify/run}.
 *
 * @param name the evidence asked for; empty to list it
 * @param order how it is wanted
 * @param given the options that say so
 */
record CommandLine(Optional<String> name, Order order, Set<Option> given) {

  static final String SYNTAX =
      "verify/run [NAME] [--minutes N] [--engine loop|default|both] [--only REGEX] [--seed N]";

  private static final int MINUTES_MAX = 24 * 60;

  static CommandLine of(String... arguments) throws Usage {
    Deque<String> left = new ArrayDeque<>(List.of(arguments));
    String name = null;
    Order order = Order.usual(System.nanoTime());
    Set<Option> given = EnumSet.noneOf(Option.class);
    while (!left.isEmpty()) {
      String word = left.pop();
      if (word.startsWith("--")) {
        Option option = Option.of(word);
        given.add(option);
        order = with(order, option, left.poll());
      } else if (name == null) {
        name = word;
      } else {
        throw new Usage("one name at a time, but there are " + name + " and " + word);
      }
    }
    return new CommandLine(Optional.ofNullable(name), order, given);
  }

  /** Fails for an option that would change nothing. */
  void checkFor(Evidence evidence) throws Usage {
    for (Option option : given) {
      if (!evidence.options().contains(option)) {
        throw new Usage(
            "%s means nothing to %s, which takes %s"
                .formatted(option.word(), evidence.name(), words(evidence.options())));
      }
    }
  }

  private static String words(Set<Option> options) {
    return options.isEmpty()
        ? "no option"
        : options.stream().sorted().map(Option::word).collect(Collectors.joining(", "));
  }

  private static Order with(Order order, Option option, @Nullable String value) throws Usage {
    if (value == null) {
      throw new Usage(option.word() + " needs a value");
    }
    return switch (option) {
      case MINUTES -> order.within(minutes(value));
      case ENGINE -> new Order(engines(value), order.time(), order.seed(), order.only());
      case SEED -> new Order(order.engines(), order.time(), seed(value), order.only());
      case ONLY -> new Order(order.engines(), order.time(), order.seed(), pattern(value));
    };
  }

  private static Duration minutes(String value) throws Usage {
    try {
      double minutes = Double.parseDouble(value);
      if (minutes > 0 && minutes <= MINUTES_MAX) {
        return Duration.ofMillis((long) (minutes * 60_000));
      }
    } catch (NumberFormatException _) {
      // as for a number out of range
    }
    throw new Usage("--minutes must be above 0, up to " + MINUTES_MAX + ", was " + value);
  }

  private static List<String> engines(String value) throws Usage {
    if (value.equals("both")) {
      return Order.BOTH;
    }
    if (!Order.BOTH.contains(value)) {
      throw new Usage("--engine must be loop, default or both, was " + value);
    }
    return List.of(value);
  }

  private static long seed(String value) throws Usage {
    try {
      return Long.parseLong(value);
    } catch (NumberFormatException _) {
      throw new Usage("--seed must be a whole number, was " + value);
    }
  }

  private static Pattern pattern(String value) throws Usage {
    try {
      return Pattern.compile(value);
    } catch (PatternSyntaxException e) {
      throw new Usage("--only must be a regular expression: " + e.getMessage());
    }
  }
}

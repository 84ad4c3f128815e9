package jacquard.verify.evidence;

import jacquard.verify.cancel.Cancelling;
import jacquard.verify.framing.Framing;
import jacquard.verify.idle.Idle;
import jacquard.verify.start.Start;
import jacquard.verify.storms.Storms;
import jacquard.verify.stress.Stress;
import java.util.List;
import java.util.Optional;

/** Lists the slow evidence, or gathers one kind of it. Exits with 0, 1 (it fails) or 2 (usage). */
public final class Main {

  private static final List<Evidence> ALL =
      List.of(new Stress(), new Cancelling(), new Framing(), new Idle(), new Start(), new Storms());

  private Main() {}

  /** See {@link CommandLine#SYNTAX}. */
  public static void main(String[] arguments) throws Exception {
    System.exit(run(arguments));
  }

  private static int run(String... arguments) throws Exception {
    try {
      CommandLine line = CommandLine.of(arguments);
      if (line.name().isEmpty()) {
        list();
        return 0;
      }
      Evidence evidence = named(line.name().get());
      line.checkFor(evidence);
      return gather(evidence, line.order()) ? 0 : 1;
    } catch (Usage mistake) {
      System.err.println("error: " + mistake.getMessage());
      System.err.println("  usage: " + CommandLine.SYNTAX);
      return 2;
    }
  }

  private static void list() {
    System.out.println("The slow evidence; run one by its name: " + CommandLine.SYNTAX);
    for (Evidence evidence : ALL) {
      System.out.printf("  %-8s  %s (%s)%n", evidence.name(), evidence.proves(), evidence.takes());
    }
  }

  private static Evidence named(String name) throws Usage {
    Optional<Evidence> found =
        ALL.stream().filter(evidence -> evidence.name().equals(name)).findFirst();
    if (found.isEmpty()) {
      List<String> names = ALL.stream().map(Evidence::name).toList();
      throw new Usage("no evidence is called " + name + "; there are " + names);
    }
    return found.get();
  }

  private static boolean gather(Evidence evidence, Order order) throws Exception {
    String seed = evidence.options().contains(Option.SEED) ? "; seed " + order.seed() : "";
    System.out.printf("%s: %s%s%n", evidence.name(), evidence.proves(), seed);
    Figure figure = evidence.gather(order);
    System.out.println(evidence.name() + ": " + figure.text());
    return figure.holds();
  }
}

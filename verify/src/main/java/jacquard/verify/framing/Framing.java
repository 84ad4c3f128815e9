package jacquard.verify.framing;

import jacquard.verify.evidence.EngineUnderTest;
import jacquard.verify.evidence.Evidence;
import jacquard.verify.evidence.Figure;
import jacquard.verify.evidence.Option;
import jacquard.verify.evidence.Order;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The corpus against the HTTP server, on each engine: every message whole, octet by octet, and
 * split at places that chance draws; behind each message that must be refused comes a request that
 * must not be answered, behind each that must be accepted one that must be.
 */
public final class Framing implements Evidence {

  private static final Duration ENGINE_LIMIT = Duration.ofHours(24);

  /** Conversations at a time. */
  private static final int CLIENTS = 8;

  /** How long the server may take to see that its clients have gone. */
  private static final Duration FAREWELL = Duration.ofSeconds(5);

  /** For {@code Main}. */
  public Framing() {}

  @Override
  public String name() {
    return "framing";
  }

  @Override
  public String proves() {
    return "no malformed or ambiguous request is served, no well-formed one refused";
  }

  @Override
  public String takes() {
    return "under a minute; with --minutes, more splits";
  }

  @Override
  public Set<Option> options() {
    return Set.of(Option.MINUTES, Option.ENGINE, Option.ONLY, Option.SEED);
  }

  @Override
  public Figure gather(Order order) throws Exception {
    List<Message> messages =
        Corpus.all().stream().filter(message -> order.wants(message.name())).toList();
    if (messages.isEmpty()) {
      return new Figure(false, "0 messages: none is found by " + order.only());
    }
    Judge judge = new Judge();
    for (String name : order.engines()) {
      EngineUnderTest engine = EngineUnderTest.named(name);
      long before = judge.sent();
      engine.run(ENGINE_LIMIT, () -> serve(engine.name(), messages, order, judge));
      System.out.printf("  %-7s %,d conversations%n", name, judge.sent() - before);
    }
    judge.faults().forEach(fault -> System.out.println("    " + fault));
    String text =
        "%,d messages x %d engines, %s (%,d conversations)"
            .formatted(messages.size(), order.engines().size(), judge, judge.sent());
    return new Figure(judge.isClean() && judge.sent() > 0, text);
  }

  /** Runs on the engine under test; the clients have threads of their own. */
  private static void serve(String engine, List<Message> messages, Order order, Judge judge)
      throws Exception {
    long nanos = order.time().map(Duration::toNanos).orElse(0L) / order.engines().size();
    SplittableRandom seeds = new SplittableRandom(order.seed());
    long start = System.nanoTime();
    try (Echo echo = new Echo();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS)) {
      converse(
          engine,
          messages,
          List.of(new Splitting.Whole(), new Splitting.Octets()),
          echo,
          judge,
          clients);
      do {
        Splitting drawn = new Splitting.Chance(seeds.nextLong());
        converse(engine, messages, List.of(drawn), echo, judge, clients);
      } while (System.nanoTime() - start < nanos);
      judge.smuggled(engine, echo.hidden());
      judge.left(engine, awaitFarewell(echo));
    }
  }

  private static void converse(
      String engine,
      List<Message> messages,
      List<Splitting> splittings,
      Echo echo,
      Judge judge,
      ExecutorService clients)
      throws InterruptedException, ExecutionException {
    List<Future<?>> conversations = new ArrayList<>();
    for (Message message : messages) {
      for (Splitting splitting : splittings) {
        conversations.add(
            clients.submit(() -> {
              judge.hear(engine, message, splitting, converse(echo.port(), message, splitting));
              return null;
            }));
      }
    }
    for (Future<?> conversation : conversations) {
      conversation.get();
    }
  }

  private static Conversation converse(int port, Message message, Splitting splitting)
      throws IOException {
    byte[] own = message.octets();
    String behind =
        switch (message.expected()) {
          case Message.Accepted _ -> Judge.AFTER;
          case Message.AcceptedLast _, Message.Refused _ -> LengthMessages.HIDDEN;
          case Message.Cut _ -> "";
        };
    byte[] octets = (message.text() + behind).getBytes(StandardCharsets.ISO_8859_1);
    List<Integer> ends = new ArrayList<>(splitting.ends(own.length));
    if (octets.length > own.length && splitting instanceof Splitting.Whole) {
      ends.removeLast(); // in one piece with what is behind it
    }
    if (octets.length > own.length) {
      ends.add(octets.length);
    }
    return Conversation.with(port, octets, ends, message.expected() instanceof Message.Cut);
  }

  private static int awaitFarewell(Echo echo) throws InterruptedException {
    long start = System.nanoTime();
    while (echo.connections() > 0 && System.nanoTime() - start < FAREWELL.toNanos()) {
      Thread.sleep(Duration.ofMillis(10));
    }
    return echo.connections();
  }
}

package jacquard.verify.framing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares what came of a message with what must come of it, and keeps count. Thread-safe. */
final class Judge {

  /** Sent behind a message that is accepted: the connection is in step, and ends. */
  static final String AFTER = "GET /after HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n";

  private static final String AFTER_ECHO = "GET /after ";
  private static final int SHOWN_MAX = 40;

  private final LongAdder sent = new LongAdder();
  private final LongAdder acceptedWrongly = new LongAdder();
  private final LongAdder refusedWrongly = new LongAdder();
  private final LongAdder wrongStatus = new LongAdder();
  private final LongAdder leftOpen = new LongAdder();
  private final List<String> faults = new ArrayList<>();

  void hear(String engine, Message message, Splitting splitting, Conversation heard) {
    sent.increment();
    @Nullable LongAdder fault =
        switch (message.expected()) {
          case Message.Accepted(List<String> echoes) ->
              echo(Stream.concat(echoes.stream(), Stream.of(AFTER_ECHO)).toList(), heard);
          case Message.AcceptedLast(List<String> echoes) -> echo(echoes, heard);
          case Message.Refused refused -> refusal(refused, heard);
          case Message.Cut _ -> cut(heard);
        };
    if (fault != null) {
      fault(
          fault,
          engine
              + ": "
              + message.name()
              + " ("
              + message.section()
              + "), "
              + splitting
              + ": "
              + heard);
    }
  }

  private @Nullable LongAdder echo(List<String> echoes, Conversation heard) {
    if (heard.end() != Conversation.End.CLOSED) {
      return heard.end() == Conversation.End.OPEN ? leftOpen : refusedWrongly;
    }
    List<Answer> answers = heard.answers();
    if (answers.size() > echoes.size()) {
      return acceptedWrongly;
    }
    boolean all = answers.size() == echoes.size();
    for (int i = 0; all && i < echoes.size(); i++) {
      Answer answer = answers.get(i);
      all = answer.status() == 200 && Echo.matches(echoes.get(i), answer.content());
    }
    return all ? null : refusedWrongly;
  }

  private @Nullable LongAdder refusal(Message.Refused refused, Conversation heard) {
    List<Answer> answers = heard.answers();
    if (answers.stream().anyMatch(Answer::isSuccess) || answers.size() > 1) {
      return acceptedWrongly;
    }
    if (heard.end() == Conversation.End.OPEN) {
      return leftOpen;
    }
    boolean right = answers.size() == 1 && refused.statuses().contains(answers.getFirst().status());
    return right && heard.end() == Conversation.End.CLOSED ? null : wrongStatus;
  }

  private @Nullable LongAdder cut(Conversation heard) {
    if (heard.answers().stream().anyMatch(Answer::isSuccess)) {
      return acceptedWrongly;
    }
    return heard.end() == Conversation.End.OPEN ? leftOpen : null;
  }

  /** A request that was only content, or came after the end, has reached the handler. */
  void smuggled(String engine, int times) {
    if (times > 0) {
      fault(acceptedWrongly, engine + ": " + times + " hidden requests reached the handler");
    }
  }

  /** Connections that the server still holds when all clients have gone. */
  void left(String engine, int connections) {
    if (connections > 0) {
      fault(leftOpen, engine + ": " + connections + " connections are left");
    }
  }

  void fault(LongAdder count, String what) {
    count.increment();
    synchronized (faults) {
      if (faults.size() < SHOWN_MAX) {
        faults.add(what.length() > 400 ? what.substring(0, 400) + "…" : what);
      }
    }
  }

  List<String> faults() {
    synchronized (faults) {
      return List.copyOf(faults);
    }
  }

  boolean isClean() {
    return acceptedWrongly.sum() + refusedWrongly.sum() + wrongStatus.sum() + leftOpen.sum() == 0;
  }

  long sent() {
    return sent.sum();
  }

  @Override
  public String toString() {
    return "%,d accepted wrongly, %,d refused wrongly, %,d with a wrong status, %,d left open"
        .formatted(acceptedWrongly.sum(), refusedWrongly.sum(), wrongStatus.sum(), leftOpen.sum());
  }
}

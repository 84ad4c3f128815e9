package jacquard.chan;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import jacquard.internal.engine.ActorStrand;
import jacquard.internal.engine.HandEngine;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LI_Result;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** Races for one channel: its lock, its ring and its two lines. */
public final class ChannelStress {

  private ChannelStress() {}

  /** Two actors with a strand each, and what they do in one word. */
  private static class Ends {
    private final HandEngine engine = new HandEngine();
    private final ActorStrand one = new ActorStrand(engine);
    private final ActorStrand other = new ActorStrand(engine);

    final void beginOne() {
      one.begin();
    }

    final void beginOther() {
      other.begin();
    }

    static String send(Channel<Integer> channel, int value) {
      try {
        return channel.sendOrClosed(value) instanceof Sent.Done ? "sent" : "closed";
      } catch (InterruptedException e) {
        return e.toString();
      }
    }

    static String receive(Channel<Integer> channel) {
      try {
        return channel.receiveOrClosed() instanceof Received.Value<Integer>(Integer value)
            ? value.toString()
            : "closed";
      } catch (InterruptedException e) {
        return e.toString();
      }
    }
  }

  /** A hand-over without a buffer: whoever comes first waits, and both see what the other did. */
  @JCStressTest
  @Outcome(id = "7, 1", expect = ACCEPTABLE, desc = "handed over, and all before it seen")
  @Outcome(expect = FORBIDDEN, desc = "lost, or the send does not happen-before the receive")
  @State
  public static class RendezvousSendAgainstReceive extends Ends {
    private final Channel<Integer> channel = Channel.rendezvous();
    private int data;

    @Actor
    public void sender() {
      beginOne();
      data = 1;
      send(channel, 7);
    }

    @Actor
    public void receiver(LI_Result r) {
      beginOther();
      r.r1 = receive(channel);
      r.r2 = data;
    }
  }

  /** More values than the ring holds: all come, in order. */
  @JCStressTest
  @Outcome(id = "1 2 3 4", expect = ACCEPTABLE, desc = "in order")
  @Outcome(expect = FORBIDDEN, desc = "a value was lost, doubled or overtaken")
  @State
  public static class BoundedSendAgainstReceive extends Ends {
    private final Channel<Integer> channel = Channel.bounded(1);

    @Actor
    public void sender() {
      beginOne();
      for (int value = 1; value <= 4; value++) {
        send(channel, value);
      }
    }

    @Actor
    public void receiver(L_Result r) {
      beginOther();
      r.r1 =
          receive(channel)
              + " "
              + receive(channel)
              + " "
              + receive(channel)
              + " "
              + receive(channel);
    }
  }

  /** A send against the close: it is sent and can be received, or its sender knows. */
  @JCStressTest
  @Outcome(id = "sent, 7", expect = ACCEPTABLE, desc = "sent before the close, and still there")
  @Outcome(id = "closed, closed", expect = ACCEPTABLE, desc = "closed first")
  @Outcome(expect = FORBIDDEN, desc = "a value was lost, or came out of nothing")
  @State
  public static class SendAgainstClose extends Ends {
    private final Channel<Integer> channel = Channel.bounded(1);

    @Actor
    public void sender(LL_Result r) {
      beginOne();
      r.r1 = send(channel, 7);
    }

    @Actor
    public void closer() {
      channel.close();
    }

    @Arbiter
    public void read(LL_Result r) {
      beginOther();
      r.r2 = receive(channel);
    }
  }

  /** A sender that waits, or is about to, against the close: it ends. */
  @JCStressTest
  @Outcome(id = "closed", expect = ACCEPTABLE, desc = "told")
  @Outcome(expect = FORBIDDEN, desc = "sent to nobody, or left waiting")
  @State
  public static class WaitingSendAgainstClose extends Ends {
    private final Channel<Integer> channel = Channel.rendezvous();

    @Actor
    public void sender(L_Result r) {
      beginOne();
      r.r1 = send(channel, 7);
    }

    @Actor
    public void closer() {
      channel.close();
    }
  }

  /** A receiver that waits, or is about to, against a send and the close behind it. */
  @JCStressTest
  @Outcome(id = "7", expect = ACCEPTABLE, desc = "the value comes before the close")
  @Outcome(expect = FORBIDDEN, desc = "the close has replaced the value (I3)")
  @State
  public static class ReceiveAgainstSendAndClose extends Ends {
    private final Channel<Integer> channel = Channel.bounded(1);

    @Actor
    public void receiver(L_Result r) {
      beginOne();
      r.r1 = receive(channel);
    }

    @Actor
    public void sender() {
      beginOther();
      send(channel, 7);
      channel.close();
    }
  }

  /** Two selects over the same two channels, in opposite order: they meet in one of them. */
  @JCStressTest
  @Outcome(id = "sent left, got left", expect = ACCEPTABLE, desc = "met in the left one")
  @Outcome(id = "sent right, got right", expect = ACCEPTABLE, desc = "met in the right one")
  @Outcome(expect = FORBIDDEN, desc = "a loser's arm took effect, or they are deadlocked")
  @State
  public static class SelectAgainstSelect extends Ends {
    private final Channel<Integer> left = Channel.rendezvous();
    private final Channel<Integer> right = Channel.rendezvous();

    @Actor
    public void sender(LL_Result r) {
      beginOne();
      try {
        r.r1 =
            Select.<String>select()
                .send(left, 1, () -> "sent left")
                .send(right, 2, () -> "sent right")
                .await();
      } catch (InterruptedException e) {
        r.r1 = e.toString();
      }
    }

    @Actor
    public void receiver(LL_Result r) {
      beginOther();
      try {
        r.r2 =
            Select.<String>select()
                .receive(right, value -> value == 2 ? "got right" : "wrong")
                .receive(left, value -> value == 1 ? "got left" : "wrong")
                .await();
      } catch (InterruptedException e) {
        r.r2 = e.toString();
      }
    }
  }
}

package jacquard.verify.evidence;

import java.util.Set;

/** One kind of slow evidence. */
public interface Evidence {

  /** What {@code verify/run} calls it: one word. */
  String name();

  /** What it proves, in half a line. */
  String proves();

  /** How long it takes without {@code --minutes}, in a few words. */
  String takes();

  /** The options that mean something to it. */
  Set<Option> options();

  /** Gathers the evidence; prints its progress and whatever fails on the way. */
  Figure gather(Order order) throws Exception;
}

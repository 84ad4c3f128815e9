package jacquard.verify.evidence;

/** One kind of slow evidence. */
public interface Evidence {

  /** What {@code verify/run} calls it: one word. */
  String name();

  /** What it proves, in half a line. */
  String proves();

  /** How long it takes without {@code --minutes}, in a few words. */
  String takes();

  /** Gathers the evidence; prints its progress and whatever fails on the way. */
  Figure gather(Order order) throws Exception;
}

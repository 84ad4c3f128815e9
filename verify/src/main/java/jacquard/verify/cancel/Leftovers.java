package jacquard.verify.cancel;

import javax.management.JMException;

/** What there was before: to be compared with what is left. */
record Leftovers(Instances instances, long descriptors) {

  static Leftovers now() throws JMException {
    return new Leftovers(Instances.now(), Descriptors.open());
  }

  /** Counts as leaked what there is more of now, and does not go. */
  void compare(Tally tally) throws JMException, InterruptedException {
    Instances.leakedSince(instances)
        .forEach((name, growth) -> tally.fault(tally.leaked, growth, growth + " x " + name));
    long open = Descriptors.leakedSince(descriptors);
    if (open > 0) {
      tally.fault(tally.leaked, open, open + " descriptors left open");
    }
  }
}

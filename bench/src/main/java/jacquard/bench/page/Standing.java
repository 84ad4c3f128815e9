package jacquard.bench.page;

/** How Jacquard stands to a peer, with the sign that says so without colour. */
enum Standing {
  /** The peer costs more. */
  AHEAD("▲", "ahead"),
  /** The two differ by less than the same subject does from hour to hour. */
  LEVEL("≈", "level"),
  /** The peer costs less. */
  BEHIND("▼", "behind");

  private final String sign;
  private final String word;

  Standing(String sign, String word) {
    this.sign = sign;
    this.word = word;
  }

  /**
   * How one stands to a peer.
   *
   * @param cost of the peer, as a multiple of one's own
   * @param tie up to which the two are level, 1 or more
   */
  static Standing of(double cost, double tie) {
    if (cost > tie) {
      return AHEAD;
    }
    return cost < 1 / tie ? BEHIND : LEVEL;
  }

  String sign() {
    return sign;
  }

  String word() {
    return word;
  }
}

package jacquard.http.h1;

import jacquard.http.Status;

/**
 * {@code Expect} (RFC 9110 §10.1.1): exactly {@code 100-continue}; any other expectation is 417.
 */
final class ExpectRule {
  private ExpectRule() {}

  static void read(byte[] octets, int from, int to, Fields fields) throws Malformed {
    if (!Ascii.equalIgnoringCase(octets, from, to, "100-continue")) {
      throw new Malformed(
          Status.EXPECTATION_FAILED,
          "the only expectation is 100-continue (RFC 9110 section 10.1.1)");
    }
    fields.expectsContinue = true;
  }
}

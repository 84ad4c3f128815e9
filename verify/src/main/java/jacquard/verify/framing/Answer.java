package jacquard.verify.framing;

/**
 * One response.
 *
 * @param status its code
 * @param content its content, as ISO 8859-1
 */
record Answer(int status, String content) {

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }
}

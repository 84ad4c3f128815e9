package jacquard.internal.engine;

/**
 * What a thread says that others depend on, when it goes on after a failure that nobody expected.
 */
public final class Survivor {

  private Survivor() {}

  /**
   * Logs {@code failure} of {@code thread}. Never throws: where memory has run out the log finds
   * none either, and the thread must not end for that.
   */
  public static void log(System.Logger log, String thread, Throwable failure) {
    try {
      log.log(System.Logger.Level.ERROR, thread + " goes on after an unexpected failure", failure);
    } catch (Throwable _) {
      // Nor is there any for this: to say so would allocate.
    }
  }
}

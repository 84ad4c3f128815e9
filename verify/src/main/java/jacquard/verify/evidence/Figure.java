package jacquard.verify.evidence;

/**
 * What evidence comes to.
 *
 * @param holds whether what was to be proved still stands
 * @param text the counts, in one line
 */
public record Figure(boolean holds, String text) {}

package jacquard.bench.http;

/**
 * What {@code /json} answers with.
 *
 * @param message its only field
 */
public record Message(String message) {}

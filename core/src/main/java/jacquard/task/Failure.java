package jacquard.task;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a task that threw.
 *
 * @param cause what it threw: the original, not a wrapper
 * @param <T> the task's value
 */
public record Failure<T extends @Nullable Object>(Throwable cause) implements Outcome<T> {}

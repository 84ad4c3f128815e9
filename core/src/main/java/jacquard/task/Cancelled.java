package jacquard.task;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a task that was cancelled before it could return or fail by itself.
 *
 * @param reason why
 * @param <T> the task's value
 */
public record Cancelled<T extends @Nullable Object>(CancelReason reason) implements Outcome<T> {}

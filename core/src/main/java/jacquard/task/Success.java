package jacquard.task;

import org.jspecify.annotations.Nullable;

/**
 * The outcome of a task that returned.
 *
 * @param value what it returned
 * @param <T> the task's value
 */
public record Success<T extends @Nullable Object>(T value) implements Outcome<T> {}

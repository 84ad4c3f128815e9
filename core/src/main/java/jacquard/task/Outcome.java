package jacquard.task;

import org.jspecify.annotations.Nullable;

/**
 * How a task ended. Consume it with an exhaustive {@code switch}:
 *
 * {@snippet :
 * switch (outcome) {
 *   case Success(var report) -> log.info("done: {}", report);
 *   case Failure(var failure) -> log.warn("failed", failure);
 *   case Cancelled(var reason) -> log.info("cancelled: {}", reason);
 * }
 * }
 *
 * @param <T> the task's value
 */
public sealed interface Outcome<T extends @Nullable Object> permits Success, Failure, Cancelled {}

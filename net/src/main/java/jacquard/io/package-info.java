/**
 * Bytes: where they come from, where they go, and how {@code java.io} sees them.
 *
 * <p>{@link jacquard.io.ByteSource} and {@link jacquard.io.ByteSink} are the two ends of every byte
 * stream of Jacquard. They read and write {@link java.nio.ByteBuffer}s, wait in the task that calls
 * them and end their waits when that task is cancelled. Code written for {@code java.io} gets
 * {@link jacquard.io.ByteSource#asInputStream()} and {@link jacquard.io.ByteSink#asOutputStream()}.
 *
 * @memory What a task did before it wrote bytes happens-before nothing in the peer: bytes are not
 *     shared memory. Between two tasks that hand a buffer to each other the hand-over orders.
 */
package jacquard.io;

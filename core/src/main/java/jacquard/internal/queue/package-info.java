/**
 * Who waits: first-come-first-served lines of strands, which channels, mutexes and semaphores are
 * built of, and the lists of those who are told of what happens once.
 */
package jacquard.internal.queue;

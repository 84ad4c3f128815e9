/**
 * Short critical sections and first-come-first-served lines of waiting strands: what channels,
 * mutexes and semaphores are built of.
 */
package jacquard.internal.queue;

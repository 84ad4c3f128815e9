/** The seam: clock, scheduling, parking, randomness and readiness of I/O. */
package jacquard.internal.engine;

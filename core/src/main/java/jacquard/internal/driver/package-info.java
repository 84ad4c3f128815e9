/**
 * Timers and readiness of I/O, driven by one thread at a time: {@link
 * jacquard.internal.driver.Driver} is what the engines on real machines share.
 */
package jacquard.internal.driver;

/**
 * The seam and the wait point. {@link jacquard.internal.engine.Engine} is all that Jacquard takes
 * from the machine; {@link jacquard.internal.engine.Wait} is how anything waits; {@link
 * jacquard.internal.engine.Cancellation} is how a wait ends early.
 */
package jacquard.internal.engine;

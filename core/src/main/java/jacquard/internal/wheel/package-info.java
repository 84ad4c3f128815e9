/** The timer wheel. */
package jacquard.internal.wheel;

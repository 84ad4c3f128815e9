/** Sleep, deadlines and the clock, as the engine below has them. */
package jacquard.time;

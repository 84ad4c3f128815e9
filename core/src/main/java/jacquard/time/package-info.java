/** Clock, deadlines and timers. */
package jacquard.time;

/** Channels between tasks, and the choice among them. */
package jacquard.chan;

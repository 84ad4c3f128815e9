/** Locks and other meeting points of tasks. */
package jacquard.sync;

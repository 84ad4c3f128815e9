/** TCP listeners and streams for tasks. */
package jacquard.net;

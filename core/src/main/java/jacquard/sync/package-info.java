/**
 * Locks and other meeting points of tasks: {@link jacquard.sync.Mutex} guards data, {@link
 * jacquard.sync.Semaphore} bounds how many tasks do something at once.
 *
 * <p>All of this may be used from any thread. A wait that reports that it was cancelled or timed
 * out had no effect: no lock is held, no permit taken, no place in a line kept.
 *
 * <h2>Memory effects</h2>
 *
 * <table>
 * <caption>What happens-before what</caption>
 * <tr><th>This</th><th>happens-before</th></tr>
 * <tr><td>all that a body did which ran under a mutex</td>
 *     <td>all that the bodies do which run under it later</td></tr>
 * <tr><td>all that a task did before it released a permit</td>
 *     <td>all that a task does after it acquired that permit</td></tr>
 * </table>
 */
package jacquard.sync;

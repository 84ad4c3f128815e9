/**
 * Channels between tasks, and the choice among them.
 *
 * <p>{@link jacquard.chan.Channel} hands values from tasks that {@linkplain jacquard.chan.Sender
 * send} to tasks that {@linkplain jacquard.chan.Receiver receive}; {@link jacquard.chan.Select}
 * does exactly one of several operations, whichever can be done first.
 *
 * <p>All of this may be used from any thread, whether Jacquard started it or not. An operation that
 * committed never reports that it was cancelled; one that reports that it was cancelled, timed out
 * or closed had no effect.
 *
 * <h2>Memory effects</h2>
 *
 * <table>
 * <caption>What happens-before what</caption>
 * <tr><th>This</th><th>happens-before</th></tr>
 * <tr><td>all that a task did before it sent a value</td>
 *     <td>all that the task which received that value does afterwards</td></tr>
 * <tr><td>all that a task did before it received the {@code k}-th value of a channel with capacity
 *     {@code n}</td>
 *     <td>the return of the send of the {@code k + n}-th value</td></tr>
 * <tr><td>all that a task did before it closed a channel</td>
 *     <td>all that a task does which was told that the channel is closed</td></tr>
 * <tr><td>all that a task did before its operation was matched by an arm of a select</td>
 *     <td>the handler of that arm</td></tr>
 * </table>
 */
package jacquard.chan;

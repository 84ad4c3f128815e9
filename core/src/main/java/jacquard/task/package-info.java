/**
 * Tasks and scopes: work that runs apart from its caller and cannot outlive it.
 *
 * <p>Happens-before, in one table:
 *
 * <ul>
 *   <li>what precedes {@link jacquard.task.Scope#fork} → the forked work;
 *   <li>the forked work → the return of {@link jacquard.task.Task#join}, {@link
 *       jacquard.task.Task#outcome}, a {@link jacquard.task.Task#poll} that finds an outcome, and
 *       every completion callback;
 *   <li>all work of all tasks of a scope → the return of {@link jacquard.task.Scope#call} and
 *       {@link jacquard.task.Scope#run}.
 * </ul>
 */
package jacquard.task;

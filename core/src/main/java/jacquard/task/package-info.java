/** Tasks and the scopes that own them. */
package jacquard.task;

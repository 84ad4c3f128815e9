/** The jacquard command. */
package jacquard.cli;

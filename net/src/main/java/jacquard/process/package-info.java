/** The process as a whole: its signals and its end. */
package jacquard.process;

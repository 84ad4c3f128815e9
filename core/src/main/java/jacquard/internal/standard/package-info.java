/** The default engine: the JDK's scheduler with a timer thread and a selector thread. */
package jacquard.internal.standard;

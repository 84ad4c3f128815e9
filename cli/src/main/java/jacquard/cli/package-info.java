/**
 * The jacquard command.
 *
 * <p>The script {@code jacquard} finds a JDK, builds the jars if there are none, and starts {@link
 * jacquard.cli.Main} with the options of the loop engine. Main finds the program's classes,
 * compiled on an earlier run or now by {@link jacquard.cli.Compiler} in a second JVM, and starts
 * its main method in this one.
 *
 * <p><b>How a start is made fast.</b> From {@code ./jacquard run examples/hello.java} to its first
 * response: 0.22 s, 0.6 s after a change of the program, 0.54 s without AOT caches (medians, two
 * cores with other work on them, JDK 25.0.3). What led here, measured with a server of ten lines:
 *
 * <pre>
 *   java FILE, the JDK's own source launcher                 1320 ms
 *   javac within the JVM that then runs the program          1245 ms
 *     the same, with an AOT cache that was trained on javac   624 ms
 *   classes kept from an earlier run                          191 ms
 *     the same, with an AOT cache trained on running          105-117 ms
 *     the same, with one trained on running and on javac      164-215 ms
 * </pre>
 *
 * <p>Hence: compiled programs are kept by a digest of their source; and there are two AOT caches,
 * since a JVM loads all classes of its cache at the start, and javac's would cost every run. A
 * program that changed costs one more JVM, with javac's cache and without the optimizing compiler.
 * The caches need the very jars, in the same order, and the same {@code --add-modules} and {@code
 * --add-opens} as when they were made ({@link jacquard.cli.Rehearsal}); {@code ALL-DEFAULT} costs
 * nothing, as the module graph is in the cache. If a cache does not fit, the JVM starts without.
 */
package jacquard.cli;

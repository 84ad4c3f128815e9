/** The stress tests, run by JCStress in a JVM of its own. Their source is in {@code src/stress}. */
@NullMarked
package jacquard.verify.stress;

import org.jspecify.annotations.NullMarked;

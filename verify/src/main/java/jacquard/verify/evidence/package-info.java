/**
 * The slow evidence: what takes too long for every build, each kind under a name, with one figure
 * at its end. {@code verify/run} starts {@link jacquard.verify.evidence.Main}.
 */
@NullMarked
package jacquard.verify.evidence;

import org.jspecify.annotations.NullMarked;

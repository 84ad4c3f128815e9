/** The slow evidence in short, for every build; and the command line that starts the rest. */
@NullMarked
package jacquard.verify.evidence;

import org.jspecify.annotations.NullMarked;

/** What the counts take for left behind. */
@NullMarked
package jacquard.verify.cancel;

import org.jspecify.annotations.NullMarked;

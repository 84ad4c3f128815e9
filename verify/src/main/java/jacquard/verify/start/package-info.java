/** How long a user waits for the first answer. */
@NullMarked
package jacquard.verify.start;

import org.jspecify.annotations.NullMarked;

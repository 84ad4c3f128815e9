/** What connections cost that do nothing. */
@NullMarked
package jacquard.verify.idle;

import org.jspecify.annotations.NullMarked;

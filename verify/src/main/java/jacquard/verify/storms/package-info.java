/** What a hundred thousand tasks cost that wait for the first time. */
@NullMarked
package jacquard.verify.storms;

import org.jspecify.annotations.NullMarked;

/** How storms are counted, without one. */
@NullMarked
package jacquard.verify.storms;

import org.jspecify.annotations.NullMarked;

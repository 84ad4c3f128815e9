/** A third engine, small and seeded: it shows that nothing in core reaches around the seam. */
@NullMarked
package jacquard.internal.toy;

import org.jspecify.annotations.NullMarked;

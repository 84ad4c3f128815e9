/** The command {@code bench/run}: options, rounds' bookkeeping, noise, and the report. */
@NullMarked
package jacquard.bench;

import org.jspecify.annotations.NullMarked;

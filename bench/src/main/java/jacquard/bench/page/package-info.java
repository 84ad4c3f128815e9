/** The page made of kept runs, and the command {@code bench/report} that writes it. */
@NullMarked
package jacquard.bench.page;

import org.jspecify.annotations.NullMarked;

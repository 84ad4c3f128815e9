/** The HTTP suite: servers on one core, the load generator on the other. */
@NullMarked
package jacquard.bench.http;

import org.jspecify.annotations.NullMarked;

/** The core suite: tasks and channels, W1 to W5. */
@NullMarked
package jacquard.bench.core;

import org.jspecify.annotations.NullMarked;

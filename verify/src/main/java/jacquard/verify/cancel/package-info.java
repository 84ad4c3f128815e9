/** Every waiting method, cancelled at every wait: what was lost, doubled, stuck or leaked. */
@NullMarked
package jacquard.verify.cancel;

import org.jspecify.annotations.NullMarked;

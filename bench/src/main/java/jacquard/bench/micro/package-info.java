/** The micro suite: single operations that schedule nothing, measured by JMH. */
@NullMarked
package jacquard.bench.micro;

import org.jspecify.annotations.NullMarked;

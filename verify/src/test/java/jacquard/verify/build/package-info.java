/** What the build and its scripts promise. */
@NullMarked
package jacquard.verify.build;

import org.jspecify.annotations.NullMarked;

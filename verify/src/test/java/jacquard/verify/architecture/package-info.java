/** The walls of the house, as tests: modules, packages, the seam, forbidden calls, names. */
@NullMarked
package jacquard.verify.architecture;

import org.jspecify.annotations.NullMarked;

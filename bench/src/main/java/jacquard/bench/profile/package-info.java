/** Profiles: a JFR recording of a measured subject, and what it says in text. */
@NullMarked
package jacquard.bench.profile;

import org.jspecify.annotations.NullMarked;

/** Peer: Helidon SE. */
@NullMarked
package jacquard.bench.peers.helidon;

import org.jspecify.annotations.NullMarked;

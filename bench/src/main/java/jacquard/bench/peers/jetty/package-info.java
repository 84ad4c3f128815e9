/** Peer: Jetty, handlers on virtual threads. */
@NullMarked
package jacquard.bench.peers.jetty;

import org.jspecify.annotations.NullMarked;

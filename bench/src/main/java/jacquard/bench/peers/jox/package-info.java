/** Peer: Jox channels on the JDK's virtual threads. */
@NullMarked
package jacquard.bench.peers.jox;

import org.jspecify.annotations.NullMarked;

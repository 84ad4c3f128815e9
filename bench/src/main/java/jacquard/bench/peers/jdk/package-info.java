/** Peer: virtual threads and java.util.concurrent. */
@NullMarked
package jacquard.bench.peers.jdk;

import org.jspecify.annotations.NullMarked;

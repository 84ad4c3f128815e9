/** Peer: Netty, native epoll transport. */
@NullMarked
package jacquard.bench.peers.netty;

import org.jspecify.annotations.NullMarked;

/** Peer: Vert.x, on Netty's native epoll transport. */
@NullMarked
package jacquard.bench.peers.vertx;

import org.jspecify.annotations.NullMarked;

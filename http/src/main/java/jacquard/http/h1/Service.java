package jacquard.http.h1;

import jacquard.http.Handler;
import jacquard.http.HttpLimits;
import jacquard.http.HttpTimeouts;
import java.util.function.BooleanSupplier;

/**
 * What the connections of a server have in common.
 *
 * @param handler answers the requests
 * @param limits what a client may make a connection hold
 * @param timeouts how long it is waited for
 * @param date the line for responses
 * @param buffers those not in use
 * @param draining whether connections are to end after the request they serve
 */
public record Service(
    Handler handler,
    HttpLimits limits,
    HttpTimeouts timeouts,
    DateLine date,
    BufferPool buffers,
    BooleanSupplier draining) {}

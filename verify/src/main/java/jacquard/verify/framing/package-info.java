/**
 * A corpus of malformed, ambiguous and merely unusual HTTP/1.1 messages, sent to the server over
 * loopback. One class for each chapter of RFC 9112; the messages are written from the grammar, and
 * expect the strictest reading that the RFC allows.
 */
@NullMarked
package jacquard.verify.framing;

import org.jspecify.annotations.NullMarked;

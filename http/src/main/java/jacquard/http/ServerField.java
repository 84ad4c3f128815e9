package jacquard.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The fields that frame a message and manage its connection: the server writes them, so that what
 * is sent is what they say (RFC 9112 §6, §9).
 */
final class ServerField {
  private ServerField() {}

  /** What a program does in place of setting the field, or null if it may set it. */
  static @Nullable String insteadOf(String name) {
    return switch (name.length()) {
      case 2, 7, 10, 14, 16, 17 -> insteadOfKnown(name);
      default -> null; // No field of the server has a name of this length.
    };
  }

  private static @Nullable String insteadOfKnown(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "content-length" ->
          "give the length to Response.stream, or the whole body to Response.bytes";
      case "transfer-encoding" -> "Response.stream is sent in chunks";
      case "connection", "keep-alive", "proxy-connection" ->
          "see HttpTimeouts.idle and HttpServer.drain";
      case "upgrade" -> "upgrades are not supported";
      case "trailer", "te" -> "use ResponseBody.trailer";
      default -> null;
    };
  }
}

package jacquard.http.h1;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The {@code Date} line of responses (RFC 9110 §6.6.1), made once a second: whoever keeps the
 * server's time renews it, everybody else takes it as it is.
 */
public final class DateLine {
  private static final DateTimeFormatter FORMAT =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private volatile byte[] line;

  /** The line for that time, in milliseconds since 1970. */
  public DateLine(long epochMillis) {
    line = lineOf(epochMillis);
  }

  /** Renews the line. */
  public void renew(long epochMillis) {
    line = lineOf(epochMillis);
  }

  byte[] octets() {
    return line;
  }

  private static byte[] lineOf(long epochMillis) {
    return Ascii.bytes("Date: " + FORMAT.format(Instant.ofEpochMilli(epochMillis)) + "\r\n");
  }
}

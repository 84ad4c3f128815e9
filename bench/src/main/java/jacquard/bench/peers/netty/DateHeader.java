package jacquard.bench.peers.netty;

import io.netty.util.AsciiString;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** The value of {@code Date}, made once a second. Used by the event loop only. */
final class DateHeader {
  private AsciiString value = now();

  void refresh() {
    value = now();
  }

  AsciiString value() {
    return value;
  }

  private static AsciiString now() {
    return AsciiString.of(
        DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC)));
  }
}

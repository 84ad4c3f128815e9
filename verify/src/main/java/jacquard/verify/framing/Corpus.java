package jacquard.verify.framing;

import java.util.List;
import java.util.stream.Stream;

/** All messages. */
final class Corpus {

  private Corpus() {}

  static List<Message> all() {
    return Stream.of(
            RequestLineMessages.all(),
            HostMessages.all(),
            FieldMessages.all(),
            LengthMessages.all(),
            TransferMessages.all(),
            ChunkMessages.all(),
            ConnectionMessages.all())
        .flatMap(List::stream)
        .toList();
  }
}

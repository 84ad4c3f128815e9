package jacquard.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HttpExceptionTest {

  @Test
  void exception_serializedAndReadBack_hasItsStatusAndMessage() throws Exception {
    for (HttpException thrown :
        List.of(
            new HttpException(Status.NOT_FOUND, "no such page"), new BodyTooLargeException(10))) {
      var octets = new ByteArrayOutputStream();
      try (var out = new ObjectOutputStream(octets)) {
        out.writeObject(thrown);
      }
      try (var in = new ObjectInputStream(new ByteArrayInputStream(octets.toByteArray()))) {
        HttpException read = (HttpException) in.readObject();
        assertThat(read.status()).isEqualTo(thrown.status());
        assertThat(read).hasMessage(thrown.getMessage());
      }
    }
  }
}

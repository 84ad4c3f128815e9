package jacquard.bench.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What {@code /json} answers with.
 *
 * @param message its only field
 */
public record Message(String message) {

  /**
   * A mapper for servers whose handlers run on virtual threads, as Jackson advises for those: by
   * default it keeps its buffers in thread-locals, which a thread that is new for each request
   * finds empty.
   */
  public static ObjectMapper pooledMapper() {
    return new ObjectMapper(
        JsonFactory.builder().recyclerPool(JsonRecyclerPools.newConcurrentDequePool()).build());
  }
}

package jacquard.http.h1;

import jacquard.http.BodyTooLargeException;
import jacquard.http.Headers;
import jacquard.http.HttpException;
import jacquard.http.HttpMethod;
import jacquard.http.HttpVersion;
import jacquard.http.Response;
import jacquard.http.Status;
import jacquard.internal.engine.Strand;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One request and its response at a time: runs the handler and frames what it answers. */
/*
 * Who may fail, and what becomes of it:
 *
 *   the handler        HttpException: its status. Anything else: logged, 500.
 *   the client's body  as an HttpException of the handler, and the connection ends: where the next
 *                      request begins is not known.
 *   the wire           the exception leaves answer(): nobody is left to be told. isOver remembers
 *                      it, since a handler may have caught it and gone on.
 *   the body's writer  500 while nothing was sent, else the connection is aborted.
 *   a write that was ended in the middle, by whoever and whatever the program makes of it: nothing can
 *                      follow it, the connection is aborted.
 *   a write that was ended before it began: nothing can follow it either (ResponseContent), so that it is
 *                      as if the body's writer had failed.
 *
 * Proved by: HttpServerTest, BadInputTest, CutResponseTest.
 */
final class Exchange {
  private static final System.Logger LOG = System.getLogger("jacquard.http");
  private static final byte[] NOTHING = new byte[0];

  private final Service service;
  private final Wire wire;
  private final Input input;
  private final Output out;
  private final Loan loan;

  /** Whether a body broke the protocol or its limit: where the next request begins is not known. */
  private boolean isBroken;

  /** The body of the request that is answered, if it has one. */
  private @Nullable RequestContent requestBody;

  /** Whether a response that the program writes was begun, and not ended. */
  private boolean isMidway;

  /** Made by the first request that finds responses to earlier ones unsent. */
  private @Nullable FlushAlarm alarm;

  Exchange(Service service, Wire wire, Input input, Output out, Loan loan) {
    this.service = service;
    this.wire = wire;
    this.input = input;
    this.out = out;
    this.loan = loan;
  }

  /**
   * Answers the request.
   *
   * @param mayPersist whether the connection may go on as far as the server is concerned
   * @return whether it does
   */
  boolean answer(H1Request request, boolean mayPersist) throws IOException, InterruptedException {
    isBroken = false;
    RequestContent content = contentOf(request);
    requestBody = content;
    request.arrive(content == null ? NoBody.NONE : content, wire.peer());
    boolean persists;
    boolean isAlone = true;
    try {
      Response response = handle(request, content != null);
      out.checkNotCut();
      persists =
          mayPersist
              && request.persists()
              && !isBroken
              && !isOver()
              && !service.draining().getAsBoolean();
      persists =
          isWritten(request, response)
              ? letWrite(request, response, persists)
              : write(request, response, persists);
    } finally {
      wire.endRequest();
      if (content != null) {
        isAlone = closed(content.close());
      }
    }
    if (!isAlone) {
      throw stray("reads the body of", request);
    }
    return content == null ? persists : finish(content, persists);
  }

  /**
   * Whether a response has gone out in part: then the connection must not end as if it were whole.
   */
  boolean hasCutResponse() {
    return out.isCut() || (out.isMarkSent() && (isMidway || !out.isEmpty()));
  }

  /** Answers what could not become a request; the connection ends with it. */
  void refuse(HttpException refusal) throws IOException, InterruptedException {
    LOG.log(
        System.Logger.Level.DEBUG,
        () -> "refused a request of " + wire.peer() + ": " + refusal.getMessage());
    writeBytes(error(refusal), ResponseHead.Persistence.CLOSE, false);
  }

  private @Nullable RequestContent contentOf(H1Request request) {
    return switch (request.framing()) {
      case Framing.None _ -> null;
      case Framing.Length(long bytes) -> contentOf(request, new LengthDecoder(bytes));
      case Framing.Chunked _ -> contentOf(request, new ChunkedDecoder(service.limits()));
    };
  }

  private RequestContent contentOf(H1Request request, BodyDecoder decoder) {
    return new RequestContent(service, wire, input, out, request, decoder);
  }

  // The handler.

  /** Runs the handler, and lets no earlier response wait for it. */
  private Response handle(H1Request request, boolean hasBody)
      throws IOException, InterruptedException {
    if (!out.isEmpty() && !hasBody) {
      return handleLetting(alarm(), request);
    }
    try {
      wire.beginHandling();
      // Reading a body may send what was gathered, and from any task: the alarm must keep away.
      out.flush();
      return hasBody || !input.isEmpty() ? handle(request) : handleWithoutBuffers(request);
    } finally {
      wire.endHandling();
    }
  }

  /** There is nothing to keep in them, and a handler may take its time. */
  private Response handleWithoutBuffers(H1Request request)
      throws IOException, InterruptedException {
    loan.end();
    try {
      return handle(request);
    } finally {
      loan.begin();
    }
  }

  private Response handleLetting(FlushAlarm send, H1Request request)
      throws IOException, InterruptedException {
    try {
      send.begin();
      return handle(request);
    } finally {
      send.end();
    }
  }

  /** Whether one was made. */
  boolean hasAlarm() {
    return alarm != null;
  }

  private FlushAlarm alarm() {
    FlushAlarm made = alarm;
    if (made == null) {
      made = new FlushAlarm(Strand.current().engine(), wire, out);
      alarm = made;
    }
    return made;
  }

  @SuppressWarnings("CatchingUnchecked") // The boundary to the program's code.
  private Response handle(H1Request request) throws IOException, InterruptedException {
    try {
      return Objects.requireNonNull(service.handler().handle(request), "handler returned null");
    } catch (HttpException failure) {
      return error(failure);
    } catch (Throwable failure) {
      rethrowIfOver(failure);
      LOG.log(System.Logger.Level.ERROR, "handler failed on " + request, failure);
      return Response.status(Status.INTERNAL_SERVER_ERROR);
    }
  }

  /** Leaves the connection if there is nobody to be told of the failure. */
  private void rethrowIfOver(Throwable failure) throws IOException, InterruptedException {
    Strand.current().checkCancelled();
    if (isOver() && failure instanceof IOException ofWire) {
      throw ofWire;
    }
  }

  /**
   * Whether nobody can be told anything any more, since a response was cut or a read has failed;
   * also if the handler has caught that and gone on.
   */
  private boolean isOver() {
    return out.isCut() || (requestBody != null && requestBody.hasFailed());
  }

  /** After a body that broke the protocol or its limit, the next request can't be found. */
  private Response error(HttpException failure) {
    isBroken |= failure instanceof Malformed || failure instanceof BodyTooLargeException;
    return Response.text(failure.getMessage() + "\n").withStatus(failure.status());
  }

  // The response.

  /** Whether the program writes the body now, and may read that of the request meanwhile. */
  private static boolean isWritten(H1Request request, Response response) {
    return response.content() instanceof Response.Content.Streamed
        && !request.method().equals(HttpMethod.HEAD)
        && !response.status().isBodiless()
        && !isResetContent(response.status());
  }

  /** As {@link #write}, of a body that the program writes: its client may go away meanwhile. */
  private boolean letWrite(H1Request request, Response response, boolean persists)
      throws IOException, InterruptedException {
    RequestContent content = requestBody;
    if (content != null) {
      content.beginResponse(); // before: it looks at what the wire keeps, which is its probe's then
    }
    try {
      wire.beginHandling();
      out.flush(); // the responses before: this writer may take its time
      return write(request, response, persists);
    } finally {
      if (content != null) {
        content.endResponse();
      }
      wire.endHandling();
    }
  }

  private boolean write(H1Request request, Response response, boolean persists)
      throws IOException, InterruptedException {
    return switch (response.content()) {
      case Response.Content.Bytes _ -> {
        boolean isHead = request.method().equals(HttpMethod.HEAD);
        writeBytes(response, persistence(request, persists), isHead);
        yield persists;
      }
      case Response.Content.Streamed streamed ->
          writeStreamed(request, response, streamed, persists);
    };
  }

  private static ResponseHead.Persistence persistence(H1Request request, boolean persists) {
    if (!persists) {
      return ResponseHead.Persistence.CLOSE;
    }
    return request.version() == HttpVersion.HTTP_1_0
        ? ResponseHead.Persistence.SAID
        : ResponseHead.Persistence.IMPLIED;
  }

  private void writeBytes(Response response, ResponseHead.Persistence persistence, boolean isHead)
      throws IOException, InterruptedException {
    Status status = response.status();
    byte[] bytes =
        response.content() instanceof Response.Content.Bytes content && !isResetContent(status)
            ? content.bytes()
            : NOTHING;
    ResponseHead.BodyEnd end =
        status.isBodiless() ? ResponseHead.BodyEnd.UNSAID : ResponseHead.BodyEnd.LENGTH;
    writeHead(response, end, bytes.length, persistence);
    if (!isHead && !status.isBodiless()) {
      out.put(bytes);
    }
  }

  /** RFC 9110 §15.3.6: 205 has a length, and it is 0. */
  private static boolean isResetContent(Status status) {
    return status.code() == 205;
  }

  private boolean writeStreamed(
      H1Request request, Response response, Response.Content.Streamed streamed, boolean persists)
      throws IOException, InterruptedException {
    Status status = response.status();
    if (status.isBodiless() || isResetContent(status)) {
      writeBytes(response, persistence(request, persists), false);
      return persists;
    }
    ResponseHead.BodyEnd end = endOf(request, streamed);
    boolean goesOn = persists && end != ResponseHead.BodyEnd.UNSAID;
    isMidway = true;
    writeHead(response, end, streamed.length().orElse(0), persistence(request, goesOn));
    if (request.method().equals(HttpMethod.HEAD)) {
      isMidway = false;
      return goesOn;
    }
    ResponseContent content = new ResponseContent(out, end, streamed.length().orElse(0));
    return writeContent(request, streamed, content, persists) && goesOn;
  }

  private static ResponseHead.BodyEnd endOf(H1Request request, Response.Content.Streamed streamed) {
    if (streamed.length().isPresent()) {
      return ResponseHead.BodyEnd.LENGTH;
    }
    return request.version() == HttpVersion.HTTP_1_0
        ? ResponseHead.BodyEnd.UNSAID
        : ResponseHead.BodyEnd.CHUNKS;
  }

  /** Runs the writer; false if the connection can't go on after what it wrote. */
  @SuppressWarnings("CatchingUnchecked") // The boundary to the program's code.
  private boolean writeContent(
      H1Request request,
      Response.Content.Streamed streamed,
      ResponseContent content,
      boolean persists)
      throws IOException, InterruptedException {
    Response error = Response.status(Status.INTERNAL_SERVER_ERROR);
    boolean isWritten = false;
    boolean isAlone = false;
    try {
      streamed.writer().writeTo(content);
      isWritten = true;
    } catch (HttpException failure) {
      error = error(failure);
    } catch (Throwable failure) {
      rethrowIfOver(failure);
      LOG.log(System.Logger.Level.ERROR, "response to " + request + " failed", failure);
    } finally {
      isAlone = closed(content.close());
    }
    if (!isAlone) {
      throw stray("writes the response to", request);
    }
    if (isWritten) {
      out.checkNotCut();
      if (content.finish()) {
        isMidway = false;
        return true;
      }
      LOG.log(System.Logger.Level.ERROR, "response to " + request + " was not written to its end");
    }
    return writeInstead(request, error, persists && !isBroken && !isOver());
  }

  /** Gives the buffers up if a body was closed over a call that uses them. */
  private boolean closed(boolean isAlone) {
    if (!isAlone) {
      loan.forsake();
    }
    return isAlone;
  }

  private static ResponseCutException stray(String does, H1Request request) {
    LOG.log(
        System.Logger.Level.ERROR,
        "another task still " + does + " " + request + ", which its handler has ended");
    return new ResponseCutException();
  }

  /** Replaces a response whose body failed, if nothing of it was sent. */
  private boolean writeInstead(H1Request request, Response error, boolean persists)
      throws IOException, InterruptedException {
    if (!out.rewind()) {
      out.discard();
      throw new ResponseCutException();
    }
    isMidway = false;
    writeBytes(error, persistence(request, persists), false);
    return persists;
  }

  private void writeHead(
      Response response,
      ResponseHead.BodyEnd end,
      long length,
      ResponseHead.Persistence persistence)
      throws IOException, InterruptedException {
    out.mark();
    Headers headers = response.headers();
    byte[] date = service.date().octets();
    ResponseHead.write(out, response.status(), headers, date, end, length, persistence);
  }

  // The request's body.

  /** Gets past what the handler left unread; false if the connection ends instead. */
  private boolean finish(RequestContent content, boolean persists)
      throws IOException, InterruptedException {
    if (content.hasEnded()) {
      return persists;
    }
    if (!persists) {
      return false;
    }
    out.flush();
    try {
      return content.drain(service.limits().drainBytes());
    } catch (HttpException e) {
      LOG.log(System.Logger.Level.DEBUG, "unread body of " + wire.peer() + " is broken", e);
      return false;
    }
  }
}

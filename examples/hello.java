import module jacquard.http;

void main() throws Exception {
  HttpServer.serve(8080, request -> Response.text("Hello, " + request.query("name").orElse("world") + "!\n"));
}

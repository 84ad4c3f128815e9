import org.jspecify.annotations.NullMarked;

/** The {@code jacquard} command. */
@NullMarked
module jacquard.cli {
  requires jacquard.core;
  requires jacquard.http;
  requires jacquard.net;
  requires java.compiler;
  requires jdk.compiler;
  requires static org.jspecify;

  provides jacquard.http.server.ServeReport with
      jacquard.cli.TerminalReport;
}

import org.jspecify.annotations.NullMarked;

/** Tasks, time, synchronization and channels: structured concurrency on virtual threads. */
@NullMarked
@SuppressWarnings("module") // The friends named below are built after this module.
module jacquard.core {
  requires static jdk.jfr;
  requires static transitive org.jspecify;

  exports jacquard.chan;
  exports jacquard.sync;
  exports jacquard.task;
  exports jacquard.time;

  // The mechanism, for the modules that wait on sockets or simulate.
  exports jacquard.internal.engine to
      jacquard.net,
      jacquard.http,
      jacquard.testkit;

  uses jacquard.internal.engine.EngineProvider;

  // As in META-INF/services, which serves the class path: ProvidersTest compares them.
  provides jacquard.internal.engine.EngineProvider with
      jacquard.internal.loop.LoopProvider,
      jacquard.internal.standard.StandardProvider;
}

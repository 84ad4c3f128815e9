package jacquard.task;

import jacquard.internal.engine.ActorStrand;
import jacquard.internal.engine.HandEngine;

/** What the actors of the task tests have in common: an engine by hand and a scope. */
class Owners {
  final HandEngine engine = new HandEngine();
  final ActorStrand owner = new ActorStrand(engine);
  final ActorStrand other = new ActorStrand(engine);

  /** Published by the owner once it is there. */
  volatile OpenScope scope;

  /** As {@link #scope}. */
  volatile Task<Integer> task;

  /** Set by the owner when its scope has ended. */
  volatile boolean over;

  /** Runs {@code body} in a scope of the owner's strand, and says how it ended. */
  String inScope(Scope.Body<String, RuntimeException> body) {
    owner.begin();
    try {
      return Scope.call(opened -> {
        scope = (OpenScope) opened;
        return body.run(opened);
      });
    } catch (CancelledException _) {
      return "cancelled";
    } catch (InterruptedException _) {
      return "interrupted";
    } catch (RuntimeException failure) {
      return "failed " + failure.getMessage();
    } finally {
      over = true;
    }
  }

  /** The scope, once there is one. */
  OpenScope awaitScope() {
    while (scope == null) {
      Thread.onSpinWait();
    }
    return scope;
  }

  /** The task, once there is one. */
  Task<Integer> awaitTask() {
    while (task == null) {
      Thread.onSpinWait();
    }
    return task;
  }
}

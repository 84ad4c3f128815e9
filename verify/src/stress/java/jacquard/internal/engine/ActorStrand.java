package jacquard.internal.engine;

/** The strand of an actor: made before its thread is known, which {@link #begin} then names. */
public final class ActorStrand extends Strand {

  /** A strand on {@code engine}, for one actor. */
  public ActorStrand(Engine engine) {
    super(engine);
  }

  /** To be called by the actor, first. */
  public ActorStrand begin() {
    attach(Thread.currentThread());
    Thread.interrupted();
    bind();
    return this;
  }
}

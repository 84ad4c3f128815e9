package jacquard.verify.architecture;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.channels.Selector;
import java.time.Clock;
import java.time.Instant;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;

/** Uses everything that {@link BansTest} bans; never run. */
@SuppressWarnings("all")
final class Offender {
  private Offender() {}

  @FunctionalInterface
  interface Act<T> {
    void on(T t) throws Throwable;
  }

  static void clocksAndChance() {
    Object[] uses = {
      (Callable<Long>) System::nanoTime,
      (Callable<Long>) System::currentTimeMillis,
      (Callable<Instant>) Instant::now,
      (Callable<Clock>) Clock::systemUTC,
      (Callable<Clock>) Clock::systemDefaultZone,
      (Act<java.time.ZoneId>) Clock::system,
      (Callable<Double>) Math::random,
      (Callable<Random>) ThreadLocalRandom::current,
      (Callable<Random>) Random::new,
      (Callable<SplittableRandom>) SplittableRandom::new,
      (Callable<Timer>) Timer::new,
    };
  }

  static void threads() {
    Object[] uses = {
      (Act<Runnable>) Thread::new,
      (Callable<Thread.Builder>) Thread::ofVirtual,
      (Callable<Thread.Builder>) Thread::ofPlatform,
      (Act<Runnable>) Thread::startVirtualThread,
      (Act<Long>) Thread::sleep,
      (Act<Thread>) Thread::join,
      (Runnable) Thread::yield,
      (Act<Thread>) LockSupport::unpark,
      (Callable<Object>) Executors::newCachedThreadPool,
      (Callable<Object>) ForkJoinPool::commonPool,
      (Callable<Object>) CompletableFuture::new,
      (Callable<Object>) Selector::open,
    };
  }

  static void waits(Object lock) throws InterruptedException {
    lock.wait();
    lock.notify();
    lock.notifyAll();
    Object[] uses = {
      (Act<Condition>) Condition::await,
      (Act<CountDownLatch>) CountDownLatch::await,
      (Act<Semaphore>) Semaphore::acquire,
      (Act<BlockingQueue<Object>>) BlockingQueue::take,
      (Act<BlockingQueue<Object>>) queue -> queue.put(lock),
      (Act<ArrayBlockingQueue<Object>>) ArrayBlockingQueue::take,
      (Act<LinkedBlockingQueue<Object>>) LinkedBlockingQueue::take,
      (Act<SynchronousQueue<Object>>) SynchronousQueue::take,
    };
  }

  static void reflection(MethodHandles.Lookup lookup) throws Throwable {
    Class.forName("x");
    Offender.class.getDeclaredMethod("x");
    Offender.class.getDeclaredField("x");
    AccessibleObject.setAccessible(new AccessibleObject[0], true);
    ((Method) null).invoke(null);
    ((Field) null).get(null);
    ((Constructor<?>) null).newInstance();
    Proxy.isProxyClass(Offender.class);
    MethodHandles.privateLookupIn(Offender.class, lookup);
    lookup.findVirtual(Offender.class, "x", null);
    lookup.findStatic(Offender.class, "x", null);
    lookup.findConstructor(Offender.class, null);
    lookup.unreflect(null);
  }

  static void calls() {
    System.out.println();
    System.err.println();
    System.exit(1);
    Runtime.getRuntime().exit(1);
    Runtime.getRuntime().halt(1);
    new Throwable().printStackTrace();
    new Exception();
    new RuntimeException();
    new Error();
  }
}

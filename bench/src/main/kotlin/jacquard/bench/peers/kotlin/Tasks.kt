package jacquard.bench.peers.kotlin

import jacquard.bench.core.CoreWorkload
import jacquard.bench.core.Footprint
import java.util.concurrent.atomic.AtomicInteger
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Job
import kotlinx.coroutines.async
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.delay
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.yield
import kotlin.time.toKotlinDuration

// Workloads of tasks alone. Each returns a value that its caller checks.

internal suspend fun spawnJoin(tasks: Int): Long = coroutineScope {
  joined(List(tasks) { launch {} })
}

private suspend fun joined(jobs: List<Job>): Long {
  var joined = 0L
  for (job in jobs) {
    job.join()
    joined++
  }
  return joined
}

/** A tree of tasks, ten children each; the leaves' ordinals are summed on the way up. */
internal suspend fun skynet(first: Long, leaves: Int): Long {
  if (leaves == 1) {
    return first
  }
  val share = leaves / CoreWorkload.FAN_OUT
  return coroutineScope {
    val children =
      List(CoreWorkload.FAN_OUT) { child -> async { skynet(first + child.toLong() * share, share) } }
    children.sumOf { it.await() }
  }
}

internal suspend fun sleepers(tasks: Int): Long = coroutineScope {
  val sleep = CoreWorkload.SLEEP.toKotlinDuration()
  joined(List(tasks) { launch { delay(sleep) } })
}

/** One deferred for all of them: what a coroutine needs to wait there is a node of its list. */
internal suspend fun waiting(tasks: Int): Long = coroutineScope {
  val gate = CompletableDeferred<Unit>()
  val waiting = AtomicInteger()
  val jobs =
    List(tasks) {
      launch {
        waiting.incrementAndGet()
        gate.await()
      }
    }
  while (waiting.get() < tasks) {
    yield()
  }
  Footprint.take()
  gate.complete(Unit)
  joined(jobs)
}

internal suspend fun yields(times: Int): Long = coroutineScope {
  val yielders =
    List(2) {
      async {
        var yields = 0L
        while (yields < times) {
          yield()
          yields++
        }
        yields
      }
    }
  yielders.sumOf { it.await() }
}

internal suspend fun mutex(acquisitions: Int): Long {
  val lock = Mutex()
  var counter = 0L
  coroutineScope {
    repeat(CoreWorkload.LOCKERS) {
      launch { repeat(acquisitions / CoreWorkload.LOCKERS) { lock.withLock { counter++ } } }
    }
  }
  return counter
}

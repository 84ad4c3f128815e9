package jacquard.bench.peers.kotlin

import jacquard.bench.core.CoreProcess
import jacquard.bench.core.CoreWorkload
import jacquard.bench.core.CoreWorkloads
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext

/** The workloads with Kotlin's coroutines: [spawnJoin] and its like, [pingPong] and its like. */
class KotlinWorkloads : CoreWorkloads {

  /**
   * On the threads of the default dispatcher; if that has a single one, on the event loop of
   * `runBlocking`, which is what Kotlin has for one thread and the faster of the two.
   */
  override fun run(workload: CoreWorkload, size: Int): Long = runBlocking {
    if (ONE_THREAD) inCoroutine(workload, size)
    else withContext(Dispatchers.Default) { inCoroutine(workload, size) }
  }

  private suspend fun inCoroutine(workload: CoreWorkload, size: Int): Long =
    when (workload) {
      CoreWorkload.W1 -> spawnJoin(size)
      CoreWorkload.W2 -> pingPong(size)
      CoreWorkload.W3,
      CoreWorkload.W4 -> pipe(workload.producers(), size)
      CoreWorkload.W5 -> skynet(0, size)
      CoreWorkload.W6 -> sleepers(size)
      CoreWorkload.W7 -> waiting(size)
      CoreWorkload.W8 -> yields(size)
      CoreWorkload.W9 -> mutex(size)
      CoreWorkload.W10 -> selects(size)
      CoreWorkload.W11 -> requests(size)
    }

  companion object {
    private val ONE_THREAD = Integer.getInteger("kotlinx.coroutines.scheduler.core.pool.size", 0) == 1

    /** Process of the subject `kotlin`. */
    @JvmStatic
    fun main(arguments: Array<String>) {
      CoreProcess.run(KotlinWorkloads(), arguments)
    }
  }
}

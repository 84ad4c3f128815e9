package jacquard.bench.peers.kotlin

import jacquard.bench.core.CoreWorkload
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.launch
import kotlinx.coroutines.selects.select

// Workloads of channels. Each returns a value that its caller checks.

internal suspend fun pingPong(roundTrips: Int): Long = coroutineScope {
  val pings = Channel<Int>(Channel.RENDEZVOUS)
  val pongs = Channel<Int>(Channel.RENDEZVOUS)
  val caller = async {
    var sum = 0L
    repeat(roundTrips) {
      pings.send(it)
      sum += pongs.receive()
    }
    sum
  }
  launch { repeat(roundTrips) { pongs.send(pings.receive()) } }
  caller.await()
}

internal suspend fun pipe(producers: Int, messages: Int): Long = coroutineScope {
  val channel = Channel<Int>(CoreWorkload.CAPACITY)
  val share = messages / producers
  val consumer = async {
    var sum = 0L
    repeat(producers * share) { sum += channel.receive() }
    sum
  }
  repeat(producers) { launch { repeat(share) { channel.send(it) } } }
  consumer.await()
}

internal suspend fun selects(messages: Int): Long = coroutineScope {
  val left = Channel<Int>(CoreWorkload.CAPACITY)
  val right = Channel<Int>(CoreWorkload.CAPACITY)
  for (channel in listOf(left, right)) {
    launch { repeat(messages / 2) { channel.send(it) } }
  }
  var sum = 0L
  repeat(messages / 2 * 2) {
    sum += select<Int> {
      left.onReceive { it }
      right.onReceive { it }
    }
  }
  sum
}

/** A request is the place for its reply. */
internal suspend fun requests(requests: Int): Long = coroutineScope {
  val channel = Channel<CompletableDeferred<Int>>(CoreWorkload.CAPACITY)
  launch {
    for (reply in channel) {
      reply.complete(1)
    }
  }
  val client = async {
    var sum = 0L
    repeat(requests) {
      val reply = CompletableDeferred<Int>()
      channel.send(reply)
      sum += reply.await()
    }
    channel.close()
    sum
  }
  client.await()
}

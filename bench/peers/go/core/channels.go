package main

import "sync"

// Through channels without a buffer: a send ends when its value is received.
func pingPong(roundTrips uint64) uint64 {
	pings := make(chan uint64)
	pongs := make(chan uint64)
	go func() {
		for value := range pings {
			pongs <- value
		}
	}()
	sums := make(chan uint64, 1)
	go func() {
		sum := uint64(0)
		for value := range roundTrips {
			pings <- value
			sum += <-pongs
		}
		close(pings)
		sums <- sum
	}()
	return <-sums
}

func pipeFrom(producers uint64) func(uint64) uint64 {
	return func(messages uint64) uint64 { return pipe(producers, messages) }
}

func pipe(producers, messages uint64) uint64 {
	channel := make(chan uint64, capacity)
	sums := make(chan uint64, 1)
	go func() {
		sum := uint64(0)
		for value := range channel {
			sum += value
		}
		sums <- sum
	}()
	var group sync.WaitGroup
	for range producers {
		group.Go(func() { produce(channel, messages/producers) })
	}
	group.Wait()
	close(channel)
	return <-sums
}

func produce(channel chan<- uint64, messages uint64) {
	for value := range messages {
		channel <- value
	}
}

func selects(messages uint64) uint64 {
	left := make(chan uint64, capacity)
	right := make(chan uint64, capacity)
	go produce(left, messages/2)
	go produce(right, messages/2)
	sum := uint64(0)
	for range messages / 2 * 2 {
		select {
		case value := <-left:
			sum += value
		case value := <-right:
			sum += value
		}
	}
	return sum
}

// A request is the channel for its reply, with room for it, so that the server never waits.
func requests(count uint64) uint64 {
	channel := make(chan chan<- uint64, capacity)
	go func() {
		for reply := range channel {
			reply <- 1
		}
	}()
	sums := make(chan uint64, 1)
	go func() {
		sum := uint64(0)
		for range count {
			reply := make(chan uint64, 1)
			channel <- reply
			sum += <-reply
		}
		close(channel)
		sums <- sum
	}()
	return <-sums
}

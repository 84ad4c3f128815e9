package main

import (
	"runtime"
	"sync"
	"sync/atomic"
	"time"
)

// Goroutines have no handles: a WaitGroup joins them all.
func startAndJoin(tasks uint64, task func()) uint64 {
	var group sync.WaitGroup
	started := uint64(0)
	for range tasks {
		group.Go(task)
		started++
	}
	group.Wait()
	return started
}

func spawnJoin(tasks uint64) uint64 {
	return startAndJoin(tasks, func() {})
}

func sleepers(tasks uint64) uint64 {
	return startAndJoin(tasks, func() { time.Sleep(sleep) })
}

// A tree of tasks, ten children each; the leaves' ordinals are summed on the way up.
func skynet(leaves uint64) uint64 {
	sums := make(chan uint64, 1)
	go node(0, leaves, sums)
	return <-sums
}

func node(first, leaves uint64, sums chan<- uint64) {
	if leaves == 1 {
		sums <- first
		return
	}
	// Room for all, so that no child waits for its parent.
	children := make(chan uint64, fanOut)
	share := leaves / fanOut
	for child := range uint64(fanOut) {
		go node(first+child*share, share, children)
	}
	sum := uint64(0)
	for range fanOut {
		sum += <-children
	}
	sums <- sum
}

// All tasks wait for one channel to be closed.
func waiters(tasks uint64) uint64 {
	var waiting atomic.Uint64
	gate := make(chan struct{})
	go func() {
		for waiting.Load() < tasks {
			runtime.Gosched()
		}
		takeFootprint()
		close(gate)
	}()
	return startAndJoin(tasks, func() {
		waiting.Add(1)
		<-gate
	})
}

func yields(times uint64) uint64 {
	yielded := make(chan uint64, 2)
	for range 2 {
		go func() {
			count := uint64(0)
			for count < times {
				runtime.Gosched()
				count++
			}
			yielded <- count
		}()
	}
	return <-yielded + <-yielded
}

func increments(acquisitions uint64) uint64 {
	var lock sync.Mutex
	counter := uint64(0)
	startAndJoin(lockers, func() {
		for range acquisitions / lockers {
			lock.Lock()
			counter++
			lock.Unlock()
		}
	})
	return counter
}

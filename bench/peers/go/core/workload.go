package main

import "time"

// The figures of jacquard.bench.core.CoreWorkload.
const (
	// Messages that a channel of W3, W4, W10 and W11 holds.
	capacity = 64
	// Children of each task in W5.
	fanOut = 10
	// Tasks that want the lock of W9.
	lockers = 8
	// How long each task of W6 sleeps.
	sleep = time.Second
	// Tasks that send in W4.
	manyProducers = 4
)

type workload struct {
	// Runs it once and returns its answer.
	run func(size uint64) uint64
	// The answer of a correct run.
	expected func(size uint64) uint64
	// Whether it is about memory: run once, its figure bytes an operation.
	isFootprint bool
}

var workloads = map[string]workload{
	"W1":  {run: spawnJoin, expected: all},
	"W2":  {run: pingPong, expected: sumBelow},
	"W3":  {run: pipeFrom(1), expected: sumBelow},
	"W4":  {run: pipeFrom(manyProducers), expected: sumOf(manyProducers)},
	"W5":  {run: skynet, expected: sumBelow},
	"W6":  {run: sleepers, expected: all},
	"W7":  {run: waiters, expected: all, isFootprint: true},
	"W8":  {run: yields, expected: func(size uint64) uint64 { return 2 * size }},
	"W9":  {run: increments, expected: func(size uint64) uint64 { return size / lockers * lockers }},
	"W10": {run: selects, expected: sumOf(2)},
	"W11": {run: requests, expected: all},
}

func all(size uint64) uint64 {
	return size
}

// What so many producers send together.
func sumOf(producers uint64) func(uint64) uint64 {
	return func(size uint64) uint64 { return producers * sumBelow(size/producers) }
}

func sumBelow(n uint64) uint64 {
	if n == 0 {
		return 0
	}
	return n * (n - 1) / 2
}

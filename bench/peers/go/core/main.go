// The core workloads of bench/run with goroutines and channels, standard library only.
//
// One process warms one workload up, measures it and prints one result line. The same contract as
// the JVM subjects' jacquard.bench.core.CoreProcess:
//
//	PROGRAM WORKLOAD SIZE WORKERS WARMUP_MILLIS MEASURE_MILLIS
package main

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"time"
)

var errUsage = errors.New("usage: PROGRAM W1|...|W11 SIZE WORKERS WARMUP_MILLIS MEASURE_MILLIS")

func main() {
	line, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, "error:", err)
		os.Exit(1)
	}
	fmt.Println(line)
}

func run(arguments []string) (string, error) {
	if len(arguments) != 5 {
		return "", errUsage
	}
	chosen, known := workloads[arguments[0]]
	if !known {
		return "", fmt.Errorf("no workload '%s' (W1 to W11)", arguments[0])
	}
	numbers, err := parse(arguments[1:])
	if err != nil {
		return "", err
	}
	size := numbers[0]
	runtime.GOMAXPROCS(int(numbers[1]))
	if chosen.isFootprint {
		return footprintOf(chosen, size)
	}
	limits := budget{warmup: millis(numbers[2]), measure: millis(numbers[3])}
	measured, err := measure(limits, func() error { return runChecked(chosen, size) })
	if err != nil {
		return "", err
	}
	return measured.line(size), nil
}

// Runs once: the memory that the tasks need, for one of them.
func footprintOf(chosen workload, size uint64) (string, error) {
	before := resident()
	if err := runChecked(chosen, size); err != nil {
		return "", err
	}
	return lineOfOne((float64(footprint) - float64(before)) / float64(size)), nil
}

// Starts the workload in a goroutine of its own, not in the main one.
func runChecked(chosen workload, size uint64) error {
	answers := make(chan uint64, 1)
	go func() { answers <- chosen.run(size) }()
	answer, expected := <-answers, chosen.expected(size)
	if answer != expected {
		return fmt.Errorf("answer must be %d, was %d", expected, answer)
	}
	return nil
}

func parse(texts []string) ([]uint64, error) {
	names := []string{"SIZE", "WORKERS", "WARMUP_MILLIS", "MEASURE_MILLIS"}
	numbers := make([]uint64, len(names))
	for i, name := range names {
		number, err := strconv.ParseUint(texts[i], 10, 32)
		if err != nil {
			return nil, fmt.Errorf("%s must be a number, was '%s'", name, texts[i])
		}
		numbers[i] = number
	}
	return numbers, nil
}

func millis(number uint64) time.Duration {
	return time.Duration(number) * time.Millisecond
}

package main

import (
	"fmt"
	"slices"
	"time"
)

// Warm-up by convergence, then the median of the measured repetitions: the rule of
// jacquard.bench.core.Repetitions, which applies to every subject.
const (
	// Repetitions looked at together when asking whether the times still fall.
	window = 3
	// Warm when the last window's best is within this factor of the best before it.
	steady = 0.97
	// A repetition runs the workload again until it has taken this part of the measuring.
	parts       = 60
	measuredMin = 3
	measuredMax = 9
)

// How long each phase may take; at least one repetition of a phase always runs to its end.
type budget struct {
	warmup, measure time.Duration
}

// Times of one run in the measured repetitions, ascending, and what all runs together have used.
type repetitions struct {
	sortedNanos []float64
	runs        int
	costs       costs
	warmups     int
	converged   bool
}

func measure(limits budget, workload func() error) (repetitions, error) {
	runs := 0
	repetition := func() (float64, error) {
		count, nanos, err := runFor(limits.measure/parts, workload)
		runs += count
		return nanos, err
	}
	start := time.Now()
	warmup, err := repeat(nil, repetition, func(nanos []float64) bool {
		return len(nanos) > 0 && (converged(nanos) || time.Since(start) >= limits.warmup)
	})
	if err != nil {
		return repetitions{}, err
	}
	before := costsNow()
	start, runs = time.Now(), 0
	nanos, err := repeat(make([]float64, 0, measuredMax), repetition, func(nanos []float64) bool {
		return len(nanos) >= measuredMin &&
			(len(nanos) == measuredMax || time.Since(start) >= limits.measure)
	})
	used := costsNow().since(before)
	slices.Sort(nanos)
	return repetitions{nanos, runs, used, len(warmup), converged(warmup)}, err
}

// Runs the workload for so long, at least once: how often, and the time of one run.
func runFor(least time.Duration, workload func() error) (int, float64, error) {
	start := time.Now()
	for runs := 1; ; runs++ {
		if err := workload(); err != nil {
			return 0, 0, err
		}
		if taken := time.Since(start); taken >= least {
			return runs, float64(taken.Nanoseconds()) / float64(runs), nil
		}
	}
}

func repeat(
	times []float64, repetition func() (float64, error), ended func([]float64) bool,
) ([]float64, error) {
	for !ended(times) {
		nanos, err := repetition()
		if err != nil {
			return nil, err
		}
		times = append(times, nanos)
	}
	return times, nil
}

func converged(nanos []float64) bool {
	if len(nanos) < 2*window {
		return false
	}
	split := len(nanos) - window
	return slices.Min(nanos[split:]) >= steady*slices.Min(nanos[:split])
}

// The result line of the contract: nanoseconds and counts of one operation.
func (r repetitions) line(operations uint64) string {
	last := len(r.sortedNanos) - 1
	nanos := func(index int) float64 { return r.sortedNanos[index] / float64(operations) }
	used := r.costs.dividedBy(float64(operations) * float64(r.runs))
	return fmt.Sprintf(
		"result median=%.3f min=%.3f max=%.3f repetitions=%d warmups=%d converged=%t "+
			"cpu=%.3f switches=%.6f allocated=%.1f",
		(nanos(last/2)+nanos((last+1)/2))/2, nanos(0), nanos(last),
		len(r.sortedNanos), r.warmups, r.converged,
		used.cpuNanos, used.switches, used.allocated)
}

// The result line of a figure that needs no repetition.
func lineOfOne(value float64) string {
	return fmt.Sprintf(
		"result median=%.3f min=%.3f max=%.3f repetitions=1 warmups=0 converged=true",
		value, value, value)
}

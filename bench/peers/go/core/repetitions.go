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
	steady      = 0.97
	measuredMin = 3
	measuredMax = 9
)

// How long each phase may take; at least one repetition of a phase always runs to its end.
type budget struct {
	warmup, measure time.Duration
}

// Times of the measured repetitions, ascending, and what they all together have used.
type repetitions struct {
	sortedNanos []float64
	costs       costs
	warmups     int
	converged   bool
}

func measure(limits budget, repetition func() error) (repetitions, error) {
	start := time.Now()
	warmup, err := repeat(nil, repetition, func(nanos []float64) bool {
		return len(nanos) > 0 && (converged(nanos) || time.Since(start) >= limits.warmup)
	})
	if err != nil {
		return repetitions{}, err
	}
	before := costsNow()
	start = time.Now()
	nanos, err := repeat(make([]float64, 0, measuredMax), repetition, func(nanos []float64) bool {
		return len(nanos) >= measuredMin &&
			(len(nanos) == measuredMax || time.Since(start) >= limits.measure)
	})
	used := costsNow().since(before)
	slices.Sort(nanos)
	return repetitions{nanos, used, len(warmup), converged(warmup)}, err
}

func repeat(nanos []float64, repetition func() error, ended func([]float64) bool) ([]float64, error) {
	for !ended(nanos) {
		start := time.Now()
		if err := repetition(); err != nil {
			return nil, err
		}
		nanos = append(nanos, float64(time.Since(start).Nanoseconds()))
	}
	return nanos, nil
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
	used := r.costs.dividedBy(float64(operations) * float64(len(r.sortedNanos)))
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

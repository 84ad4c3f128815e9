package main

import (
	"fmt"
	"runtime"
	"syscall"
)

// What the process has used so far, or in between: the counts beside the times.
type costs struct {
	// CPU time of all threads, user and kernel, collector included.
	cpuNanos float64
	// Context switches of all threads, voluntary and not.
	switches float64
	// Bytes on the heap; the stacks of goroutines are not counted.
	allocated float64
}

func costsNow() costs {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		panic(fmt.Sprintf("getrusage of the process itself can't fail: %v", err))
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	return costs{
		cpuNanos:  float64(usage.Utime.Nano() + usage.Stime.Nano()),
		switches:  float64(usage.Nvcsw + usage.Nivcsw),
		allocated: float64(memory.TotalAlloc),
	}
}

func (c costs) since(before costs) costs {
	return costs{
		cpuNanos:  c.cpuNanos - before.cpuNanos,
		switches:  c.switches - before.switches,
		allocated: c.allocated - before.allocated,
	}
}

func (c costs) dividedBy(operations float64) costs {
	return costs{
		cpuNanos:  c.cpuNanos / operations,
		switches:  c.switches / operations,
		allocated: c.allocated / operations,
	}
}

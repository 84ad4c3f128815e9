package main

import (
	"os"
	"runtime"
	"strconv"
	"strings"
)

const (
	status      = "/proc/self/status"
	bytesPerKiB = 1024
)

// How much memory the process had in use while all tasks of W7 waited: what W7 reports.
var footprint uint64

// Notes the footprint of this moment; called when all tasks wait.
func takeFootprint() {
	runtime.GC()
	footprint = resident()
}

// Resident bytes of the process; 0 where the system does not tell.
func resident() uint64 {
	text, err := os.ReadFile(status)
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(text)) {
		if value, found := strings.CutPrefix(line, "VmRSS:"); found {
			kib, _ := strconv.ParseUint(strings.TrimSuffix(strings.TrimSpace(value), " kB"), 10, 64)
			return kib * bytesPerKiB
		}
	}
	return 0
}

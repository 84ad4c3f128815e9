//! Warm-up by convergence, then the median of the measured repetitions.
//!
//! The same rule as `jacquard.bench.core.Repetitions` applies to every subject: native code needs
//! no JIT warm-up, but allocator, caches and the scheduler's state settle too.

use std::time::{Duration, Instant};

use crate::costs::Costs;

/// Repetitions looked at together when asking whether the times still fall.
const WINDOW: usize = 3;
/// Warm when the last window's best is within this factor of the best before it.
const STEADY: f64 = 0.97;
/// A repetition runs the workload again until it has taken this part of the measuring.
const PARTS: u32 = 60;
const MEASURED_MIN: usize = 3;
const MEASURED_MAX: usize = 9;

/// How long each phase may take; at least one repetition of a phase always runs to its end.
#[derive(Clone, Copy)]
pub struct Budget {
    pub warmup_millis: u64,
    pub measure_millis: u64,
}

/// Times of one run in the measured repetitions, ascending, and what all runs together have used.
pub struct Repetitions {
    sorted_nanos: Vec<f64>,
    runs: u64,
    costs: Costs,
    warmups: usize,
    converged: bool,
}

impl Repetitions {
    pub fn measure(
        budget: Budget,
        mut workload: impl FnMut() -> Result<(), String>,
    ) -> Result<Self, String> {
        let least = Duration::from_millis(budget.measure_millis) / PARTS;
        let mut warmup_runs = 0;
        let mut timed = || run_for(least, &mut workload, &mut warmup_runs);

        let warmup_end = Instant::now() + Duration::from_millis(budget.warmup_millis);
        let mut warmup = vec![timed()?];
        while !converged(&warmup) && Instant::now() < warmup_end {
            warmup.push(timed()?);
        }

        let mut runs = 0;
        let mut timed = || run_for(least, &mut workload, &mut runs);
        let before = Costs::now();
        let measure_end = Instant::now() + Duration::from_millis(budget.measure_millis);
        let mut nanos = Vec::with_capacity(MEASURED_MAX);
        while nanos.len() < MEASURED_MIN
            || (nanos.len() < MEASURED_MAX && Instant::now() < measure_end)
        {
            nanos.push(timed()?);
        }
        let costs = Costs::now().since(before);
        nanos.sort_by(f64::total_cmp);
        Ok(Self {
            sorted_nanos: nanos,
            runs,
            costs,
            converged: converged(&warmup),
            warmups: warmup.len(),
        })
    }

    /// The result line of the contract: nanoseconds and counts of one operation.
    pub fn line(&self, operations: u64) -> String {
        let nanos = |index: usize| self.sorted_nanos[index] / operations as f64;
        let last = self.sorted_nanos.len() - 1;
        let median = f64::midpoint(nanos(last / 2), nanos(last.div_ceil(2)));
        let all_operations = operations as f64 * self.runs as f64;
        let costs = self.costs.divided_by(all_operations);
        format!(
            "result median={:.3} min={:.3} max={:.3} repetitions={} warmups={} converged={} \
             cpu={:.3} switches={:.6}",
            median,
            nanos(0),
            nanos(last),
            self.sorted_nanos.len(),
            self.warmups,
            self.converged,
            costs.cpu_nanos,
            costs.switches,
        )
    }
}

/// The result line of a figure that needs no repetition.
pub fn line_of_one(value: f64) -> String {
    format!(
        "result median={value:.3} min={value:.3} max={value:.3} repetitions=1 warmups=0 converged=true"
    )
}

/// Runs the workload for so long, at least once: the time of one run.
fn run_for(
    least: Duration,
    mut workload: impl FnMut() -> Result<(), String>,
    all_runs: &mut u64,
) -> Result<f64, String> {
    let start = Instant::now();
    let mut runs = 0;
    loop {
        workload()?;
        runs += 1;
        let taken = start.elapsed();
        if taken >= least {
            *all_runs += runs;
            return Ok(taken.as_nanos() as f64 / runs as f64);
        }
    }
}

fn converged(nanos: &[f64]) -> bool {
    let best = |window: &[f64]| window.iter().copied().fold(f64::INFINITY, f64::min);
    nanos.len() >= 2 * WINDOW && {
        let (before, last) = nanos.split_at(nanos.len() - WINDOW);
        best(last) >= STEADY * best(before)
    }
}

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
const MEASURED_MIN: usize = 3;
const MEASURED_MAX: usize = 9;

/// How long each phase may take; at least one repetition of a phase always runs to its end.
#[derive(Clone, Copy)]
pub struct Budget {
    pub warmup_millis: u64,
    pub measure_millis: u64,
}

/// Times of the measured repetitions, ascending, and what they all together have used.
pub struct Repetitions {
    sorted_nanos: Vec<f64>,
    costs: Costs,
    warmups: usize,
    converged: bool,
}

impl Repetitions {
    pub fn measure(
        budget: Budget,
        mut repetition: impl FnMut() -> Result<(), String>,
    ) -> Result<Self, String> {
        let mut timed = || {
            let start = Instant::now();
            repetition().map(|()| start.elapsed().as_nanos() as f64)
        };

        let warmup_end = Instant::now() + Duration::from_millis(budget.warmup_millis);
        let mut warmup = vec![timed()?];
        while !converged(&warmup) && Instant::now() < warmup_end {
            warmup.push(timed()?);
        }

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
        let all_operations = operations as f64 * self.sorted_nanos.len() as f64;
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

fn converged(nanos: &[f64]) -> bool {
    let best = |window: &[f64]| window.iter().copied().fold(f64::INFINITY, f64::min);
    nanos.len() >= 2 * WINDOW && {
        let (before, last) = nanos.split_at(nanos.len() - WINDOW);
        best(last) >= STEADY * best(before)
    }
}

//! One process of `bench/run`: warms one workload of a peer up, measures it and prints one result
//! line. The same contract as the JVM subjects' `jacquard.bench.core.CoreProcess`:
//!
//! `PROGRAM WORKLOAD SIZE WORKERS WARMUP_MILLIS MEASURE_MILLIS`

mod costs;
pub mod footprint;
mod repetitions;
mod workload;

use std::process::ExitCode;
use std::str::FromStr;

use repetitions::{Budget, Repetitions};
pub use workload::{CAPACITY, FAN_OUT, LOCKERS, SLEEP, Workload};

const USAGE: &str = "usage: PROGRAM W1|...|W11 SIZE WORKERS WARMUP_MILLIS MEASURE_MILLIS";

/// The workloads as one peer writes them, on workers that already run.
pub trait Peer {
    /// Runs a workload once, started from one of the peer's own tasks, and returns its answer.
    fn run(&self, workload: Workload, size: u64) -> u64;
}

/// The program of a peer that starts with a workload in view and on so many workers.
pub fn main<P: Peer>(start: impl FnOnce(Workload, usize) -> P) -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match measure(&arguments, start) {
        Ok(line) => {
            println!("{line}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn measure<P: Peer>(
    arguments: &[String],
    start: impl FnOnce(Workload, usize) -> P,
) -> Result<String, String> {
    let [workload, size, workers, warmup, measured] = arguments else {
        return Err(USAGE.into());
    };
    let workload: Workload = workload.parse()?;
    let size: u64 = number("SIZE", size)?;
    let budget = Budget {
        warmup_millis: number("WARMUP_MILLIS", warmup)?,
        measure_millis: number("MEASURE_MILLIS", measured)?,
    };
    let peer = start(workload, number("WORKERS", workers)?);
    let repetition = || run_checked(&peer, workload, size);
    if workload.is_footprint() {
        let before = footprint::resident();
        repetition()?;
        let bytes = footprint::taken()?.saturating_sub(before);
        return Ok(repetitions::line_of_one(bytes as f64 / size as f64));
    }
    Ok(Repetitions::measure(budget, repetition)?.line(size))
}

fn run_checked(peer: &impl Peer, workload: Workload, size: u64) -> Result<(), String> {
    let answer = peer.run(workload, size);
    let expected = workload.expected(size);
    if answer == expected {
        Ok(())
    } else {
        Err(format!("answer must be {expected}, was {answer}"))
    }
}

fn number<T: FromStr>(name: &str, text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|_| format!("{name} must be a number, was '{text}'"))
}

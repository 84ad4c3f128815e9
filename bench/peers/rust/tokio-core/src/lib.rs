//! One process of `bench/run`: warms one workload up, measures it and prints one result line.
//!
//! Usage: `tokio-core WORKLOAD SIZE WORKERS WARMUP_MILLIS MEASURE_MILLIS`, the same contract as
//! the JVM subjects' `jacquard.bench.core.CoreProcess`.

mod repetitions;
mod workloads;

use std::process::ExitCode;

use repetitions::Budget;
use tokio::runtime::{Builder, Runtime};
use workloads::Workload;

const USAGE: &str = "usage: tokio-core W1|W2|W3|W4|W5 SIZE WORKERS WARMUP_MILLIS MEASURE_MILLIS";

/// The program behind both binaries; they differ in their allocator only.
pub fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match measure(&arguments) {
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

fn measure(arguments: &[String]) -> Result<String, String> {
    let [workload, size, workers, warmup, measured] = arguments else {
        return Err(USAGE.into());
    };
    let workload: Workload = workload.parse()?;
    let size: u64 = number("SIZE", size)?;
    let budget = Budget {
        warmup_millis: number("WARMUP_MILLIS", warmup)?,
        measure_millis: number("MEASURE_MILLIS", measured)?,
    };
    let runtime = runtime(number("WORKERS", workers)?)?;
    let timing = repetitions::measure(budget, || workload.run_checked(&runtime, size))?;
    Ok(timing.line(size))
}

/// As tokio's documentation advises: the current-thread scheduler for one worker.
fn runtime(workers: usize) -> Result<Runtime, String> {
    let mut builder = match workers {
        1 => Builder::new_current_thread(),
        _ => Builder::new_multi_thread(),
    };
    if workers > 1 {
        builder.worker_threads(workers);
    }
    builder.build().map_err(|error| error.to_string())
}

fn number<T: std::str::FromStr>(name: &str, text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|_| format!("{name} must be a number, was '{text}'"))
}

//! The core workloads of `bench/run` on tokio; `core_process` says how its processes are run.

mod channels;
mod tasks;

use std::process::ExitCode;

use core_process::{Peer, Workload};
use tokio::runtime::{Builder, Runtime};

/// The program behind both binaries; they differ in their allocator only.
pub fn main() -> ExitCode {
    core_process::main(|workload, workers| Tokio(runtime(workload, workers)))
}

struct Tokio(Runtime);

impl Peer for Tokio {
    /// On a worker of the runtime, not on the thread that blocks on it.
    fn run(&self, workload: Workload, size: u64) -> u64 {
        self.0
            .block_on(async move { tokio::spawn(run(workload, size)).await })
            .expect("the workload ends well")
    }
}

/// As tokio's documentation advises: the current-thread scheduler for one worker.
fn runtime(workload: Workload, workers: usize) -> Runtime {
    let mut builder = match workers {
        1 => Builder::new_current_thread(),
        _ => Builder::new_multi_thread(),
    };
    if workers > 1 {
        builder.worker_threads(workers);
    }
    if workload == Workload::W6 {
        // The others don't pay for a timer that they don't use.
        builder.enable_time();
    }
    builder.build().expect("a runtime can be had")
}

async fn run(workload: Workload, size: u64) -> u64 {
    match workload {
        Workload::W1 => tasks::spawn_join(size).await,
        Workload::W2 => channels::ping_pong(size).await,
        Workload::W3 | Workload::W4 => channels::pipe(workload.producers(), size).await,
        Workload::W5 => tasks::skynet(0, size).await,
        Workload::W6 => tasks::sleepers(size).await,
        Workload::W7 => tasks::waiters(size).await,
        Workload::W8 => tasks::yields(size).await,
        Workload::W9 => tasks::lockers(size).await,
        Workload::W10 => channels::selects(size).await,
        Workload::W11 => channels::requests(size).await,
    }
}

//! The core workloads of `bench/run` on smol; `core_process` says how its processes are run.

mod channels;
mod tasks;

use std::process::ExitCode;
use std::thread;

use core_process::{Peer, Workload};
use smol::{Executor, future};

/// Spawning allocates one cell a task, as with tokio: the faster allocator for all of it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// As smol's documentation advises for more than small programs: an executor of one's own.
static EXECUTOR: Executor<'static> = Executor::new();

fn main() -> ExitCode {
    core_process::main(|workload, workers| {
        for _ in 0..workers {
            thread::spawn(move || work(workload));
        }
        Smol
    })
}

/// A worker; where there are timers it drives them as well, as smol's own `spawn` has it.
fn work(workload: Workload) {
    let forever = EXECUTOR.run(future::pending::<()>());
    match workload {
        Workload::W6 => smol::block_on(forever),
        _ => future::block_on(forever),
    }
}

struct Smol;

impl Peer for Smol {
    /// On a worker, not on the thread that waits for it.
    fn run(&self, workload: Workload, size: u64) -> u64 {
        future::block_on(EXECUTOR.spawn(run(workload, size)))
    }
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

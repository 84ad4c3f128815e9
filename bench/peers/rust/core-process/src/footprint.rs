//! How much memory the process has in use while all tasks of W7 wait: what W7 reports.
//!
//! Static, so that the tasks need no reference to it, which would count as theirs.

use std::sync::atomic::{AtomicU64, Ordering};

const STATUS: &str = "/proc/self/status";
const RESIDENT: &str = "VmRSS:";
const BYTES_PER_KIB: u64 = 1024;
const NEVER: u64 = u64::MAX;

static WAITING: AtomicU64 = AtomicU64::new(0);
static TAKEN: AtomicU64 = AtomicU64::new(NEVER);

/// A task says that it waits from now on.
pub fn wait_begins() {
    WAITING.fetch_add(1, Ordering::Relaxed);
}

/// Tasks that wait.
pub fn waiting() -> u64 {
    WAITING.load(Ordering::Relaxed)
}

/// Notes the footprint of this moment: the peer calls it when all its tasks wait.
pub fn take() {
    TAKEN.store(resident(), Ordering::Relaxed);
}

/// Bytes noted by `take`.
pub(crate) fn taken() -> Result<u64, String> {
    match TAKEN.load(Ordering::Relaxed) {
        NEVER => Err("the workload never called footprint::take()".into()),
        bytes => Ok(bytes),
    }
}

/// Resident bytes of the process; 0 where the system does not tell.
pub(crate) fn resident() -> u64 {
    let status = std::fs::read_to_string(STATUS).unwrap_or_default();
    status
        .lines()
        .find_map(|line| line.strip_prefix(RESIDENT))
        .and_then(|value| value.trim().strip_suffix(" kB")?.parse::<u64>().ok())
        .unwrap_or(0)
        * BYTES_PER_KIB
}

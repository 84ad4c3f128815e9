//! The workloads and their answers, as `jacquard.bench.core.CoreWorkload` names them.

use std::str::FromStr;
use std::time::Duration;

/// Messages that a channel of W3, W4, W10 and W11 holds.
pub const CAPACITY: usize = 64;
/// Children of each task in W5.
pub const FAN_OUT: u64 = 10;
/// Tasks that want the lock of W9.
pub const LOCKERS: u64 = 8;
/// How long each task of W6 sleeps.
pub const SLEEP: Duration = Duration::from_secs(1);

const MANY_PRODUCERS: u64 = 4;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Workload {
    /// Start many empty tasks, then join each.
    W1,
    /// Two tasks hand a value to and fro.
    W2,
    /// One producer, one consumer.
    W3,
    /// Four producers, one consumer.
    W4,
    /// A tree of tasks with ten children each.
    W5,
    /// Many tasks that sleep at once.
    W6,
    /// Many tasks that wait at once: what each costs in memory.
    W7,
    /// Two tasks give way to each other.
    W8,
    /// Many tasks want one lock.
    W9,
    /// One task receives from whichever of two channels has something.
    W10,
    /// A request through a channel carries the place for its reply.
    W11,
}

impl FromStr for Workload {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        Ok(match name {
            "W1" => Self::W1,
            "W2" => Self::W2,
            "W3" => Self::W3,
            "W4" => Self::W4,
            "W5" => Self::W5,
            "W6" => Self::W6,
            "W7" => Self::W7,
            "W8" => Self::W8,
            "W9" => Self::W9,
            "W10" => Self::W10,
            "W11" => Self::W11,
            _ => return Err(format!("no workload '{name}' (W1 to W11)")),
        })
    }
}

impl Workload {
    /// Tasks that send in W3 and W4.
    pub fn producers(self) -> u64 {
        if self == Self::W4 { MANY_PRODUCERS } else { 1 }
    }

    /// Whether this is about memory: run once, its figure bytes an operation.
    pub(crate) fn is_footprint(self) -> bool {
        self == Self::W7
    }

    /// The answer of a correct run.
    pub(crate) fn expected(self, size: u64) -> u64 {
        match self {
            Self::W1 | Self::W6 | Self::W7 | Self::W11 => size,
            Self::W8 => 2 * size,
            Self::W9 => size / LOCKERS * LOCKERS,
            Self::W10 => 2 * sum_below(size / 2),
            Self::W2 | Self::W3 | Self::W5 => sum_below(size),
            Self::W4 => MANY_PRODUCERS * sum_below(size / MANY_PRODUCERS),
        }
    }
}

fn sum_below(n: u64) -> u64 {
    n * n.saturating_sub(1) / 2
}

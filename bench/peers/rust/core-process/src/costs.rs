//! What the process has used so far, or in between: the counts beside the times.

use std::mem::MaybeUninit;

#[derive(Clone, Copy)]
pub struct Costs {
    /// CPU time of all threads, user and kernel.
    pub cpu_nanos: f64,
    /// Context switches of all threads, voluntary and not.
    pub switches: f64,
}

impl Costs {
    pub fn now() -> Self {
        let usage = usage();
        Self {
            cpu_nanos: nanos(usage.ru_utime) + nanos(usage.ru_stime),
            switches: (usage.ru_nvcsw + usage.ru_nivcsw) as f64,
        }
    }

    pub fn since(self, before: Self) -> Self {
        Self {
            cpu_nanos: self.cpu_nanos - before.cpu_nanos,
            switches: self.switches - before.switches,
        }
    }

    pub fn divided_by(self, operations: f64) -> Self {
        Self {
            cpu_nanos: self.cpu_nanos / operations,
            switches: self.switches / operations,
        }
    }
}

fn usage() -> libc::rusage {
    let mut usage = MaybeUninit::uninit();
    // SAFETY: The pointer is valid for a write of one rusage, which a result of 0 says happened.
    unsafe {
        let result = libc::getrusage(libc::RUSAGE_SELF, usage.as_mut_ptr());
        assert_eq!(result, 0, "getrusage of the process itself can't fail");
        usage.assume_init()
    }
}

fn nanos(time: libc::timeval) -> f64 {
    time.tv_sec as f64 * 1e9 + time.tv_usec as f64 * 1e3
}

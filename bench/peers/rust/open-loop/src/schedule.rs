//! When requests are due: at even intervals, whatever happened to those before.

use std::time::Duration;

pub struct Schedule {
    rate: u64,
    count: u64,
    next: u64,
}

impl Schedule {
    /// As many requests as fit into `length` at `rate` a second.
    pub fn new(rate: u64, length: Duration) -> Self {
        let count = u128::from(rate) * length.as_nanos() / NANOS_PER_SECOND;
        Self {
            rate,
            count: u64::try_from(count).expect("a load of minutes has fewer requests"),
            next: 0,
        }
    }

    /// How many requests there are in all.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// Takes the next request if it is due so long after the start; says when it was.
    pub fn take_due(&mut self, elapsed: Duration) -> Option<Duration> {
        let due = self.due(self.next);
        if self.next < self.count && due <= elapsed {
            self.next += 1;
            Some(due)
        } else {
            None
        }
    }

    /// No drift: each from the start, not from the one before.
    fn due(&self, index: u64) -> Duration {
        let nanos = u128::from(index) * NANOS_PER_SECOND / u128::from(self.rate);
        Duration::from_nanos(u64::try_from(nanos).expect("a load of minutes"))
    }
}

const NANOS_PER_SECOND: u128 = 1_000_000_000;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn take_due_after_a_stall_gives_all_that_fell_into_it() {
        let mut schedule = Schedule::new(1_000, Duration::from_secs(1));
        assert_eq!(schedule.take_due(Duration::ZERO), Some(Duration::ZERO));
        assert_eq!(schedule.take_due(Duration::from_micros(999)), None);

        let stalled = Duration::from_millis(10);
        let mut due = Vec::new();
        while let Some(one) = schedule.take_due(stalled) {
            due.push(one);
        }

        assert_eq!(due.len(), 10);
        assert_eq!(due[0], Duration::from_millis(1));
        assert_eq!(due[9], Duration::from_millis(10));
    }

    #[test]
    fn take_due_at_the_end_has_given_as_many_as_the_rate_says() {
        let mut schedule = Schedule::new(3, Duration::from_secs(2));
        let mut taken = 0;
        while schedule.take_due(Duration::from_secs(60)).is_some() {
            taken += 1;
        }
        assert_eq!((taken, schedule.count()), (6, 6));
    }
}

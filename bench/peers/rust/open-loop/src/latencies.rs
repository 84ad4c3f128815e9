//! All latencies of a load, kept one by one: percentiles are exact.

use std::time::Duration;

#[derive(Default)]
pub struct Latencies {
    nanos: Vec<u64>,
}

impl Latencies {
    pub fn with_capacity(count: u64) -> Self {
        Self {
            nanos: Vec::with_capacity(usize::try_from(count).unwrap_or_default()),
        }
    }

    pub fn add(&mut self, latency: Duration) {
        self.nanos
            .push(u64::try_from(latency.as_nanos()).unwrap_or(u64::MAX));
    }

    pub fn len(&self) -> usize {
        self.nanos.len()
    }

    /// Microseconds that so many in a thousand did not exceed: the nearest rank, for each asked.
    pub fn micros<const N: usize>(&mut self, per_mille: [usize; N]) -> [f64; N] {
        self.nanos.sort_unstable();
        per_mille.map(|share| {
            let rank = (share * self.nanos.len()).div_ceil(1_000).max(1);
            self.nanos
                .get(rank - 1)
                .map_or(f64::NAN, |&nanos| nanos as f64 / 1e3)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn micros_of_a_thousand_are_the_nearest_ranks() {
        let mut latencies = Latencies::with_capacity(1_000);
        for micros in (1..=1_000).rev() {
            latencies.add(Duration::from_micros(micros));
        }
        assert_eq!(latencies.len(), 1_000);
        assert_eq!(
            latencies.micros([500, 990, 999, 1_000]),
            [500.0, 990.0, 999.0, 1_000.0]
        );
    }

    #[test]
    fn micros_of_one_are_that_one() {
        let mut latencies = Latencies::default();
        latencies.add(Duration::from_micros(7));
        assert_eq!(latencies.micros([1, 500, 999]), [7.0, 7.0, 7.0]);
    }
}

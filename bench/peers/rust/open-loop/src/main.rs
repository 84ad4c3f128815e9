//! The load generator of `bench/run` for latencies: one thread, HTTP/1.1, an open loop.
//!
//! `open-loop PORT PATH CONNECTIONS RATE WARMUP_MILLIS MEASURE_MILLIS`
//!
//! The requests are due at even intervals, `RATE` a second over all connections, and a server that
//! is slow doesn't slow the schedule down. A request that is due while no connection is free waits
//! for one, and its latency counts from when it was due: so a stall is met by all the requests that
//! fell into it, not by one for each connection (no coordinated omission).
//!
//! It never sleeps: it keeps the core that it is pinned to busy, so that a request goes out when it
//! is due and an answer is seen when it comes.

mod connection;
mod latencies;
mod load;
mod response;
mod schedule;

use std::process::ExitCode;
use std::str::FromStr;
use std::time::Duration;

use load::{Load, Report};

const USAGE: &str = "usage: open-loop PORT PATH CONNECTIONS RATE WARMUP_MILLIS MEASURE_MILLIS";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match run(&arguments) {
        Ok(report) => {
            println!("{report}");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("error: {message}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<Report, String> {
    let [port, path, connections, rate, warmup, measured] = arguments else {
        return Err(USAGE.into());
    };
    Load {
        port: number("PORT", port)?,
        path: path.clone(),
        connections: positive("CONNECTIONS", connections)?,
        rate: positive("RATE", rate)?,
        warmup: Duration::from_millis(number("WARMUP_MILLIS", warmup)?),
        measured: Duration::from_millis(positive("MEASURE_MILLIS", measured)?),
    }
    .run()
}

fn number<T: FromStr>(name: &str, text: &str) -> Result<T, String> {
    text.parse()
        .map_err(|_| format!("{name} must be a number, was '{text}'"))
}

fn positive(name: &str, text: &str) -> Result<u64, String> {
    match number(name, text)? {
        0 => Err(format!("{name} must be 1 or more, was 0")),
        value => Ok(value),
    }
}

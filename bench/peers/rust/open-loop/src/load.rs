//! The loop: sends what is due, receives what has come, until all is answered.

use std::collections::VecDeque;
use std::fmt;
use std::time::{Duration, Instant};

use mio::{Events, Poll, Token};

use crate::connection::Connection;
use crate::latencies::Latencies;
use crate::schedule::Schedule;

/// What a server may still owe when the last request was due.
const PATIENCE: Duration = Duration::from_secs(20);

pub struct Load {
    pub port: u16,
    pub path: String,
    pub connections: u64,
    pub rate: u64,
    /// Load before the measured one, at the same rate; what is due then doesn't count.
    pub warmup: Duration,
    pub measured: Duration,
}

/// What came of a load; its text is the result line.
pub struct Report {
    requests: usize,
    /// Answers a second, from when the first measured request was due to the last answer.
    rate: f64,
    /// Median, 99 %, 99.9 % and greatest latency.
    micros: [f64; 4],
    /// Requests that found no connection free when they were due.
    waited: u64,
    /// The longest turn of the loop: how late this program itself can have been.
    turn: Duration,
}

impl fmt::Display for Report {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [p50, p99, p999, max] = self.micros;
        write!(
            out,
            "result requests={} rate={:.1} p50={p50:.1} p99={p99:.1} p999={p999:.1} max={max:.1} \
             waited={} turn={:.1}",
            self.requests,
            self.rate,
            self.waited,
            self.turn.as_nanos() as f64 / 1e3,
        )
    }
}

impl Load {
    pub fn run(&self) -> Result<Report, String> {
        Run::new(self)
            .map_err(|error| format!("can't connect: {error}"))?
            .drive()
    }
}

struct Run<'a> {
    load: &'a Load,
    request: Vec<u8>,
    poll: Poll,
    connections: Vec<Connection>,
    /// Connections without a request on the way; none while requests wait.
    free: VecDeque<usize>,
    /// When the requests were due that wait for a connection.
    waiting: VecDeque<Duration>,
    latencies: Latencies,
    answered: u64,
    waited: u64,
}

impl<'a> Run<'a> {
    fn new(load: &'a Load) -> std::io::Result<Self> {
        let poll = Poll::new()?;
        let connections = (0..load.connections as usize)
            .map(|index| Connection::open(load.port, Token(index), poll.registry()))
            .collect::<std::io::Result<Vec<_>>>()?;
        Ok(Self {
            load,
            // The host as wrk names it, which warms servers up: a name without a port would take
            // a way through a JVM's parser that was never taken, and have it all compiled anew.
            request: format!(
                "GET {} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n\r\n",
                load.path, load.port
            )
            .into_bytes(),
            poll,
            free: (0..connections.len()).collect(),
            connections,
            waiting: VecDeque::new(),
            latencies: Latencies::with_capacity(Schedule::new(load.rate, load.measured).count()),
            answered: 0,
            waited: 0,
        })
    }

    fn drive(&mut self) -> Result<Report, String> {
        let length = self.load.warmup + self.load.measured;
        let mut schedule = Schedule::new(self.load.rate, length);
        let mut events = Events::with_capacity(self.connections.len());
        let mut turn = Duration::ZERO;
        let mut before = Duration::ZERO;
        let start = Instant::now();
        while self.answered < schedule.count() {
            let elapsed = start.elapsed();
            turn = turn.max(elapsed - before);
            before = elapsed;
            if elapsed > length + PATIENCE {
                let missing = schedule.count() - self.answered;
                return Err(format!("{missing} requests have no answer"));
            }
            while let Some(due) = schedule.take_due(elapsed) {
                self.send(due)?;
            }
            self.poll
                .poll(&mut events, Some(Duration::ZERO))
                .map_err(|error| format!("can't poll: {error}"))?;
            for event in &events {
                self.receive(event.token().0, start)?;
            }
        }
        Ok(self.report(start.elapsed(), turn))
    }

    fn send(&mut self, due: Duration) -> Result<(), String> {
        match self.free.pop_front() {
            Some(index) => self.send_on(index, due),
            None => {
                self.waited += u64::from(due >= self.load.warmup);
                self.waiting.push_back(due);
                Ok(())
            }
        }
    }

    fn send_on(&mut self, index: usize, due: Duration) -> Result<(), String> {
        self.connections[index]
            .send(&self.request, due)
            .map_err(|error| format!("can't send: {error}"))
    }

    fn receive(&mut self, index: usize, start: Instant) -> Result<(), String> {
        let Some(due) = self.connections[index].receive()? else {
            return Ok(());
        };
        self.answered += 1;
        if due >= self.load.warmup {
            self.latencies.add(start.elapsed() - due);
        }
        match self.waiting.pop_front() {
            Some(next) => self.send_on(index, next),
            None => {
                self.free.push_back(index);
                Ok(())
            }
        }
    }

    fn report(&mut self, elapsed: Duration, turn: Duration) -> Report {
        let requests = self.latencies.len();
        Report {
            requests,
            rate: requests as f64 / (elapsed - self.load.warmup).as_secs_f64(),
            micros: self.latencies.micros([500, 990, 999, 1_000]),
            waited: self.waited,
            turn,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::{Ipv4Addr, TcpListener};
    use std::thread;

    use super::*;

    const ANSWER: &[u8] = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    const STALL: Duration = Duration::from_millis(300);

    /// A server for one connection that answers each head; before the first it stalls.
    fn stalling_server() -> u16 {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut head = [0; 256];
            let mut stall = STALL;
            while stream.read(&mut head).unwrap() > 0 {
                thread::sleep(stall);
                stall = Duration::ZERO;
                stream.write_all(ANSWER).unwrap();
            }
        });
        port
    }

    /// The proof against coordinated omission: the one answer that was late makes late all those
    /// that were due meanwhile. A closed loop would have had one late request of a hundred.
    #[test]
    fn stall_of_the_server_is_met_by_every_request_that_was_due_meanwhile() {
        let report = Load {
            port: stalling_server(),
            path: "/".into(),
            connections: 1,
            rate: 100,
            warmup: Duration::ZERO,
            measured: Duration::from_secs(1),
        }
        .run()
        .unwrap();

        assert_eq!(report.requests, 100);
        assert!(report.waited >= 29, "{report}");
        let [_, p99, _, max] = report.micros;
        assert!(max >= STALL.as_micros() as f64, "{report}");
        // The second of a hundred was due 10 ms into the stall.
        assert!(p99 >= 0.9 * STALL.as_micros() as f64, "{report}");
    }

    #[test]
    fn what_is_due_in_the_warmup_does_not_count() {
        let report = Load {
            port: stalling_server(),
            path: "/".into(),
            connections: 1,
            rate: 100,
            warmup: Duration::from_millis(500),
            measured: Duration::from_millis(500),
        }
        .run()
        .unwrap();

        assert_eq!(report.requests, 50);
    }

    #[test]
    fn server_that_is_gone_is_an_error() {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || drop(listener.accept()));
        let result = Load {
            port,
            path: "/".into(),
            connections: 1,
            rate: 10,
            warmup: Duration::ZERO,
            measured: Duration::from_millis(200),
        }
        .run();

        assert!(result.is_err());
    }
}

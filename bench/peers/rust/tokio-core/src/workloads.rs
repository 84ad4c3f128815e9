//! W1 to W5. Each returns a value that its caller checks.

use std::pin::Pin;
use std::str::FromStr;

use tokio::runtime::Runtime;
use tokio::sync::mpsc;

const CAPACITY: usize = 64;
const SKYNET_FAN_OUT: u64 = 10;

#[derive(Clone, Copy)]
pub enum Workload {
    SpawnJoin,
    PingPong,
    OneProducer,
    FourProducers,
    Skynet,
}

impl FromStr for Workload {
    type Err = String;

    fn from_str(name: &str) -> Result<Self, String> {
        match name {
            "W1" => Ok(Self::SpawnJoin),
            "W2" => Ok(Self::PingPong),
            "W3" => Ok(Self::OneProducer),
            "W4" => Ok(Self::FourProducers),
            "W5" => Ok(Self::Skynet),
            _ => Err(format!("no workload '{name}' (W1 to W5)")),
        }
    }
}

impl Workload {
    /// Runs once on a worker of the runtime, not on the thread that blocks on it.
    pub fn run_checked(self, runtime: &Runtime, size: u64) -> Result<(), String> {
        let answer = runtime
            .block_on(async move { tokio::spawn(self.run(size)).await })
            .map_err(|error| error.to_string())?;
        let expected = self.expected(size);
        if answer == expected {
            Ok(())
        } else {
            Err(format!("answer must be {expected}, was {answer}"))
        }
    }

    async fn run(self, size: u64) -> u64 {
        match self {
            Self::SpawnJoin => spawn_join(size).await,
            Self::PingPong => ping_pong(size).await,
            Self::OneProducer => pipe(1, size).await,
            Self::FourProducers => pipe(4, size).await,
            Self::Skynet => skynet(0, size).await,
        }
    }

    fn expected(self, size: u64) -> u64 {
        match self {
            Self::SpawnJoin => size,
            Self::PingPong | Self::OneProducer | Self::Skynet => sum_below(size),
            Self::FourProducers => 4 * sum_below(size / 4),
        }
    }
}

fn sum_below(n: u64) -> u64 {
    n * (n - 1) / 2
}

async fn spawn_join(tasks: u64) -> u64 {
    let handles: Vec<_> = (0..tasks).map(|_| tokio::spawn(async {})).collect();
    let mut joined = 0;
    for handle in handles {
        handle.await.expect("an empty task ends well");
        joined += 1;
    }
    joined
}

/// tokio has no rendezvous channel: capacity 1 is the nearest.
async fn ping_pong(round_trips: u64) -> u64 {
    let (ping_sender, mut ping_receiver) = mpsc::channel(1);
    let (pong_sender, mut pong_receiver) = mpsc::channel(1);
    let echo = tokio::spawn(async move {
        while let Some(value) = ping_receiver.recv().await {
            if pong_sender.send(value).await.is_err() {
                break;
            }
        }
    });
    let caller = tokio::spawn(async move {
        let mut sum = 0;
        for value in 0..round_trips {
            ping_sender.send(value).await.expect("echo still receives");
            sum += pong_receiver.recv().await.expect("echo answers");
        }
        sum
    });
    let sum = caller.await.expect("caller ends well");
    echo.await.expect("echo ends well");
    sum
}

async fn pipe(producers: u64, messages: u64) -> u64 {
    let (sender, mut receiver) = mpsc::channel(CAPACITY);
    let consumer = tokio::spawn(async move {
        let mut sum = 0;
        while let Some(value) = receiver.recv().await {
            sum += value;
        }
        sum
    });
    for _ in 0..producers {
        let sender = sender.clone();
        tokio::spawn(async move {
            for value in 0..messages / producers {
                sender.send(value).await.expect("consumer still receives");
            }
        });
    }
    drop(sender);
    consumer.await.expect("consumer ends well")
}

/// A tree of tasks, ten children each; the leaves' ordinals are summed on the way up.
fn skynet(first: u64, leaves: u64) -> Pin<Box<dyn Future<Output = u64> + Send>> {
    Box::pin(async move {
        if leaves == 1 {
            return first;
        }
        let share = leaves / SKYNET_FAN_OUT;
        let children: Vec<_> = (0..SKYNET_FAN_OUT)
            .map(|child| tokio::spawn(skynet(first + child * share, share)))
            .collect();
        let mut sum = 0;
        for child in children {
            sum += child.await.expect("a child ends well");
        }
        sum
    })
}

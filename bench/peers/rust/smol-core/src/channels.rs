//! Workloads of channels. Each returns a value that its caller checks.

use core_process::CAPACITY;
use futures_channel::oneshot;
use smol::channel::{self, Sender};
use smol::future;

use crate::EXECUTOR;

/// smol has no rendezvous channel: capacity 1 is the nearest.
pub async fn ping_pong(round_trips: u64) -> u64 {
    let (ping_sender, ping_receiver) = channel::bounded(1);
    let (pong_sender, pong_receiver) = channel::bounded(1);
    let echo = EXECUTOR.spawn(async move {
        while let Ok(value) = ping_receiver.recv().await {
            if pong_sender.send(value).await.is_err() {
                break;
            }
        }
    });
    let caller = EXECUTOR.spawn(async move {
        let mut sum = 0;
        for value in 0..round_trips {
            ping_sender.send(value).await.expect("echo still receives");
            sum += pong_receiver.recv().await.expect("echo answers");
        }
        sum
    });
    let sum = caller.await;
    echo.await;
    sum
}

pub async fn pipe(producers: u64, messages: u64) -> u64 {
    let (sender, receiver) = channel::bounded(CAPACITY);
    let consumer = EXECUTOR.spawn(async move {
        let mut sum = 0;
        while let Ok(value) = receiver.recv().await {
            sum += value;
        }
        sum
    });
    for _ in 0..producers {
        EXECUTOR
            .spawn(produce(sender.clone(), messages / producers))
            .detach();
    }
    drop(sender);
    consumer.await
}

async fn produce(sender: Sender<u64>, messages: u64) {
    for value in 0..messages {
        sender.send(value).await.expect("consumer still receives");
    }
}

/// The senders live on to the end: a closed channel would win every race.
pub async fn selects(messages: u64) -> u64 {
    let (left_sender, left) = channel::bounded(CAPACITY);
    let (right_sender, right) = channel::bounded(CAPACITY);
    for sender in [&left_sender, &right_sender] {
        EXECUTOR
            .spawn(produce(sender.clone(), messages / 2))
            .detach();
    }
    let mut sum = 0;
    for _ in 0..messages / 2 * 2 {
        let either = future::race(left.recv(), right.recv());
        sum += either.await.expect("both channels are open");
    }
    sum
}

/// A request is the place for its reply.
pub async fn requests(requests: u64) -> u64 {
    let (sender, receiver) = channel::bounded::<oneshot::Sender<u64>>(CAPACITY);
    let server = EXECUTOR.spawn(async move {
        while let Ok(reply) = receiver.recv().await {
            reply.send(1).expect("the client waits");
        }
    });
    let client = EXECUTOR.spawn(async move {
        let mut sum = 0;
        for _ in 0..requests {
            let (reply, answer) = oneshot::channel();
            sender.send(reply).await.expect("server still receives");
            sum += answer.await.expect("server answers");
        }
        sum
    });
    let sum = client.await;
    server.await;
    sum
}

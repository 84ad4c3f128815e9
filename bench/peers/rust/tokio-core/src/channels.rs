//! Workloads of channels. Each returns a value that its caller checks.

use core_process::CAPACITY;
use tokio::sync::mpsc::{self, Sender};
use tokio::sync::oneshot;

/// tokio has no rendezvous channel: capacity 1 is the nearest.
pub async fn ping_pong(round_trips: u64) -> u64 {
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

pub async fn pipe(producers: u64, messages: u64) -> u64 {
    let (sender, mut receiver) = mpsc::channel(CAPACITY);
    let consumer = tokio::spawn(async move {
        let mut sum = 0;
        while let Some(value) = receiver.recv().await {
            sum += value;
        }
        sum
    });
    for _ in 0..producers {
        tokio::spawn(produce(sender.clone(), messages / producers));
    }
    drop(sender);
    consumer.await.expect("consumer ends well")
}

async fn produce(sender: Sender<u64>, messages: u64) {
    for value in 0..messages {
        sender.send(value).await.expect("consumer still receives");
    }
}

pub async fn selects(messages: u64) -> u64 {
    let (left_sender, mut left) = mpsc::channel(CAPACITY);
    let (right_sender, mut right) = mpsc::channel(CAPACITY);
    for sender in [left_sender, right_sender] {
        tokio::spawn(produce(sender, messages / 2));
    }
    let mut sum = 0;
    loop {
        tokio::select! {
            Some(value) = left.recv() => sum += value,
            Some(value) = right.recv() => sum += value,
            else => return sum,
        }
    }
}

/// A request is the place for its reply.
pub async fn requests(requests: u64) -> u64 {
    let (sender, mut receiver) = mpsc::channel::<oneshot::Sender<u64>>(CAPACITY);
    let server = tokio::spawn(async move {
        while let Some(reply) = receiver.recv().await {
            reply.send(1).expect("the client waits");
        }
    });
    let client = tokio::spawn(async move {
        let mut sum = 0;
        for _ in 0..requests {
            let (reply, answer) = oneshot::channel();
            sender.send(reply).await.expect("server still receives");
            sum += answer.await.expect("server answers");
        }
        sum
    });
    let sum = client.await.expect("client ends well");
    server.await.expect("server ends well");
    sum
}

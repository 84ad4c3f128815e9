//! Workloads of tasks alone. Each returns a value that its caller checks.

use std::pin::Pin;
use std::sync::Arc;

use core_process::{FAN_OUT, LOCKERS, SLEEP, footprint};
use smol::future::yield_now;
use smol::lock::Mutex;
use smol::{Task, Timer};

use crate::EXECUTOR;

pub async fn spawn_join(tasks: u64) -> u64 {
    join_all((0..tasks).map(|_| EXECUTOR.spawn(async {})).collect()).await
}

async fn join_all(tasks: Vec<Task<()>>) -> u64 {
    let mut joined = 0;
    for task in tasks {
        task.await;
        joined += 1;
    }
    joined
}

/// A tree of tasks, ten children each; the leaves' ordinals are summed on the way up.
pub fn skynet(first: u64, leaves: u64) -> Pin<Box<dyn Future<Output = u64> + Send>> {
    Box::pin(async move {
        if leaves == 1 {
            return first;
        }
        let share = leaves / FAN_OUT;
        let children: Vec<_> = (0..FAN_OUT)
            .map(|child| EXECUTOR.spawn(skynet(first + child * share, share)))
            .collect();
        let mut sum = 0;
        for child in children {
            sum += child.await;
        }
        sum
    })
}

pub async fn sleepers(tasks: u64) -> u64 {
    let sleeper = async || {
        Timer::after(SLEEP).await;
    };
    join_all((0..tasks).map(|_| EXECUTOR.spawn(sleeper())).collect()).await
}

/// Each task waits for a one-shot value.
pub async fn waiters(tasks: u64) -> u64 {
    let (gates, waiters): (Vec<_>, Vec<_>) = (0..tasks)
        .map(|_| {
            let (gate, opened) = futures_channel::oneshot::channel();
            let waiter = EXECUTOR.spawn(async {
                footprint::wait_begins();
                opened.await.expect("the gate opens");
            });
            (gate, waiter)
        })
        .unzip();
    while footprint::waiting() < tasks {
        yield_now().await;
    }
    footprint::take();
    for gate in gates {
        gate.send(()).expect("the task still waits");
    }
    join_all(waiters).await
}

pub async fn yields(times: u64) -> u64 {
    let yielder = || {
        EXECUTOR.spawn(async move {
            let mut yields = 0;
            while yields < times {
                yield_now().await;
                yields += 1;
            }
            yields
        })
    };
    let (one, other) = (yielder(), yielder());
    one.await + other.await
}

pub async fn lockers(acquisitions: u64) -> u64 {
    let counter = Arc::new(Mutex::new(0));
    let locker = |_| {
        let counter = counter.clone();
        EXECUTOR.spawn(async move {
            for _ in 0..acquisitions / LOCKERS {
                *counter.lock().await += 1;
            }
        })
    };
    join_all((0..LOCKERS).map(locker).collect()).await;
    *counter.lock().await
}

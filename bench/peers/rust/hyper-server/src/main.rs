//! The HTTP server of `bench/run` on hyper, current-thread tokio.
//!
//! Listens on a free loopback port, prints `ready PORT`, and ends when its standard input does,
//! so that it never outlives the bench.

use std::convert::Infallible;
use std::io::{Read, stdin};
use std::net::Ipv4Addr;
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{Either, Full};
use hyper::body::Incoming;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde::Serialize;
use tokio::net::TcpSocket;

const BACKLOG: u32 = 4096;
const HELLO: &[u8] = b"Hello, World!";
const SLEEP: Duration = Duration::from_millis(10);

/// Made whole by us, or the request's own body, part by part.
type Body = Either<Full<Bytes>, Incoming>;

/// What `/json` answers with.
#[derive(Serialize)]
struct Message {
    message: &'static str,
}

fn main() -> std::io::Result<()> {
    end_with_standard_input();
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(serve())
}

fn end_with_standard_input() {
    std::thread::spawn(|| {
        // Whatever ended the input, the bench is gone.
        let _ = stdin().read_to_end(&mut Vec::new());
        std::process::exit(0);
    });
}

async fn serve() -> std::io::Result<()> {
    let socket = TcpSocket::new_v4()?;
    socket.bind((Ipv4Addr::LOCALHOST, 0).into())?;
    let listener = socket.listen(BACKLOG)?;
    println!("ready {}", listener.local_addr()?.port());
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        tokio::spawn(async move {
            // The load generator cuts its connections at the end of a run: no error of ours.
            let _ = http1::Builder::new()
                .pipeline_flush(true)
                .serve_connection(TokioIo::new(stream), service_fn(respond))
                .await;
        });
    }
}

async fn respond(request: Request<Incoming>) -> Result<Response<Body>, Infallible> {
    Ok(match request.uri().path() {
        "/plaintext" => hello(),
        "/json" => json(),
        "/echo" => echo(request),
        "/sleep" => {
            tokio::time::sleep(SLEEP).await;
            hello()
        }
        _ => not_found(),
    })
}

fn hello() -> Response<Body> {
    typed("text/plain", Either::Left(Bytes::from_static(HELLO).into()))
}

fn json() -> Response<Body> {
    let message = Message {
        message: "Hello, World!",
    };
    let body = serde_json::to_vec(&message).expect("a string is always written");
    typed("application/json", Either::Left(Bytes::from(body).into()))
}

fn echo(request: Request<Incoming>) -> Response<Body> {
    typed(
        "application/octet-stream",
        Either::Right(request.into_body()),
    )
}

fn typed(content_type: &'static str, body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    response
        .headers_mut()
        .insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
    response
}

fn not_found() -> Response<Body> {
    let mut response = Response::new(Either::Left(Full::default()));
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

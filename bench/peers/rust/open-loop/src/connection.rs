//! One connection: at most one request on the way.

use std::io::{ErrorKind, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream as BlockingStream};
use std::time::Duration;

use mio::net::TcpStream;
use mio::{Interest, Registry, Token};

use crate::response;

const INPUT_BYTES: usize = 4_096;

pub struct Connection {
    stream: TcpStream,
    input: Vec<u8>,
    /// When the request on the way was due; none while the connection is free.
    due: Option<Duration>,
}

impl Connection {
    pub fn open(port: u16, token: Token, registry: &Registry) -> std::io::Result<Self> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let stream = BlockingStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_nonblocking(true)?;
        let mut stream = TcpStream::from_std(stream);
        registry.register(&mut stream, token, Interest::READABLE)?;
        Ok(Self {
            stream,
            input: Vec::with_capacity(INPUT_BYTES),
            due: None,
        })
    }

    /// Sends a request that was due then.
    pub fn send(&mut self, request: &[u8], due: Duration) -> std::io::Result<()> {
        assert!(self.due.is_none(), "one request on the way at most");
        self.due = Some(due);
        // The buffer of an idle socket has room for a head, so a part written is an error.
        self.stream.write_all(request)
    }

    /// Reads what has come; says when the request was due that is answered now, if one is.
    pub fn receive(&mut self) -> Result<Option<Duration>, String> {
        self.fill()?;
        let Some(length) = response::length(&self.input)? else {
            return Ok(None);
        };
        let due = self.due.take().ok_or("an answer came without a request")?;
        if self.input.len() != length {
            return Err("more than one answer came to a request".into());
        }
        self.input.clear();
        Ok(Some(due))
    }

    /// To the end of what is there: the poll tells of each arrival only once.
    fn fill(&mut self) -> Result<(), String> {
        let mut part = [0; INPUT_BYTES];
        loop {
            match self.stream.read(&mut part) {
                Ok(0) => return Err("the server closed a connection".into()),
                Ok(count) => self.input.extend_from_slice(&part[..count]),
                Err(error) if error.kind() == ErrorKind::WouldBlock => return Ok(()),
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(format!("can't read: {error}")),
            }
        }
    }
}

// The HTTP server of bench/run on node:http, one process.
//
// Listens on a free loopback port, prints "ready PORT", and ends when its standard input does, so
// that it never outlives the bench.
'use strict';

const http = require('node:http');

const BACKLOG = 4096;
const HELLO = 'Hello, World!';
const SLEEP_MILLIS = 10;

const ROUTES = new Map([
  ['GET /plaintext', (request, response) => hello(response)],
  ['GET /sleep', (request, response) => setTimeout(hello, SLEEP_MILLIS, response)],
  ['GET /json', (request, response) => json(response)],
  ['POST /echo', echo],
]);

const server = http.createServer((request, response) => {
  const handler = ROUTES.get(`${request.method} ${request.url}`) ?? notFound;
  handler(request, response);
});

server.listen({ host: '127.0.0.1', port: 0, backlog: BACKLOG }, () => {
  console.log(`ready ${server.address().port}`);
});

// Whatever ended the input, the bench is gone.
process.stdin.on('close', () => process.exit(0)).resume();

function hello(response) {
  answer(response, 'text/plain', HELLO);
}

function json(response) {
  answer(response, 'application/json', JSON.stringify({ message: HELLO }));
}

/** A body that is a string goes out in one write with the head. */
function answer(response, type, body) {
  const length = Buffer.byteLength(body);
  response.writeHead(200, { 'Content-Type': type, 'Content-Length': length });
  response.end(body);
}

/** The whole body at once: a pipe pauses the connection time and again, and is twice as slow. */
function echo(request, response) {
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => answer(response, 'application/octet-stream', Buffer.concat(parts)));
}

function notFound(request, response) {
  response.writeHead(404).end();
}

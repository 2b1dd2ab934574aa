// What Node's own HTTP server does when the answer is known from the bytes of the request: nothing can be faster.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';

const answers = new Map(
  JSON.parse(readFileSync(process.env.BENCH_ANSWERS, 'utf8')).map(([body, answer]) => [body, Buffer.from(answer)]),
);
createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const bytes = answers.get(Buffer.concat(chunks).latin1Slice());
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8', 'content-length': bytes.length });
    response.end(bytes);
  });
}).listen(Number(process.env.BENCH_PORT), '127.0.0.1');

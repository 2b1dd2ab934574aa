// The load: a fixed number of connections, each with the next request as soon as its answer is there (a closed loop).
import { answerQuestions } from '../processes/questions.mjs';
import { browse } from './browse.mjs';
import { HttpConnection } from './http-connection.mjs';
import { findPercentiles } from './percentiles.mjs';

let requests = [];

function encode({ body, headers }, { port, path }) {
  const head = [
    `POST ${path} HTTP/1.1`,
    `host: 127.0.0.1:${port}`,
    'content-type: application/json',
    'accept: application/json',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`);
}

/**
 * Ends after `seconds` or `count` requests, whichever is given, and when the last answer is there: no gateway is left
 * with work that would be counted as another's.
 */
function drive({ port, path, connections, seconds, count = Infinity, lengths }) {
  const encoded = requests.map((request) => encode(request, { port, path }));
  const latencies = [];
  const bad = { status: 0, length: 0 };
  let sent = 0;
  let inTime = 0;
  let open = connections;

  return new Promise((resolve) => {
    const startedAt = process.hrtime.bigint();
    const begin = performance.now();
    const deadline = seconds === undefined ? Infinity : begin + seconds * 1000;

    const finish = () => {
      const endedAt = process.hrtime.bigint();
      const elapsed = seconds ?? (performance.now() - begin) / 1000;
      resolve({
        answered: latencies.length,
        requestsPerSecond: inTime / elapsed,
        ...findPercentiles(latencies),
        bad: bad.status + bad.length,
        startedAt: String(startedAt / 1000n),
        endedAt: String(endedAt / 1000n),
      });
    };

    const next = (connection) => {
      const sentAt = performance.now();
      if (sentAt >= deadline || sent >= count) {
        connection.close();
        open -= 1;
        if (open === 0) finish();
        return;
      }
      const index = sent % encoded.length;
      sent += 1;
      connection.send(encoded[index], (status, length) => {
        const answeredAt = performance.now();
        latencies.push(answeredAt - sentAt);
        if (answeredAt <= deadline) inTime += 1;
        if (status !== 200) bad.status += 1;
        else if (lengths !== undefined && length !== lengths[index]) bad.length += 1;
        next(connection);
      });
    };
    for (let index = 0; index < connections; index++) next(new HttpConnection(port));
  });
}

answerQuestions({
  prepare(prepared) {
    requests = prepared;
  },
  drive,
  browse: (options) => browse({ ...options, pages: requests }),
});

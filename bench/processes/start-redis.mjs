// A Redis on a free port with nothing on disk, beside the load.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';

const program = process.env.REDIS_SERVER_PATH ?? 'redis-server';

/** Undefined where there is none. */
export async function startRedis() {
  if (spawnSync(program, ['--version']).status !== 0) return undefined;
  const port = await findPort();
  const memoryOnly = ['--save', '', '--appendonly', 'no', '--dir', tmpdir()];
  const child = spawn(program, ['--port', String(port), '--bind', '127.0.0.1', ...memoryOnly], { stdio: 'ignore' });
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  for (let attempt = 0; !(await canConnect(port)); attempt++) {
    if (attempt > 200) throw new Error(`${program} does not answer on port ${port}.`);
    await wait(25);
  }
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      process.off('exit', end);
      const ended = once(child, 'exit');
      end();
      await ended;
    },
  };
}

async function findPort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}

function canConnect(port) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const settle = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

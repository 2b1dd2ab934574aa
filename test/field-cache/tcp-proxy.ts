// A network that a test can slow down, cut and lead elsewhere.
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

export interface TcpProxy {
  readonly port: number;
  /** How long what the server sends takes to arrive, in milliseconds. */
  delayMs: number;
  /** Where new connections lead. */
  targetPort: number;
  /** Cuts every connection; none is accepted until `mend`. */
  cut(): void;
  mend(): void;
  /** Cuts every connection; new ones are accepted. */
  drop(): void;
  close(): Promise<void>;
}

export async function startTcpProxy(targetPort: number): Promise<TcpProxy> {
  const sockets = new Set<Socket>();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) {
      near.destroy();
      return;
    }
    const far = connect(proxy.targetPort, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
    near.on('data', (data) => far.write(data));
    far.on('data', (data) => {
      if (proxy.delayMs === 0) near.write(data);
      else setTimeout(() => near.write(data), proxy.delayMs);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port was given');

  const drop = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  const proxy: TcpProxy = {
    port: address.port,
    delayMs: 0,
    targetPort,
    cut() {
      isCut = true;
      drop();
    },
    mend() {
      isCut = false;
    },
    drop,
    async close() {
      drop();
      server.close();
      await once(server, 'close');
    },
  };
  return proxy;
}

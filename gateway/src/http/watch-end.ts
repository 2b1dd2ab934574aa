// Tells when a request is over: its response was sent, or its client has gone.
import { setMaxListeners } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

/** Calls once; at once where it is over already. */
export function watchEnd({ request: { socket }, response }: Exchange, onEnd: () => void): void {
  if (response.closed || socket.destroyed) {
    onEnd();
    return;
  }
  if (response.socket !== null) {
    response.once('close', onEnd);
    return;
  }
  // One that waits for those before it on its connection is not told by Node.js that this is gone.
  const end = (): void => {
    socket.off('close', end);
    response.off('close', end);
    onEnd();
  };
  // As many can wait as a client has sent. Node.js takes more than ten for a leak.
  setMaxListeners(0, socket);
  socket.once('close', end);
  response.once('close', end);
}

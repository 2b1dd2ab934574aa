// One connection to a gateway with one request on it at a time. A general client would cost more than the fastest
// server measured here; this one reads no more of an answer than its status and its length.
import { connect } from 'node:net';

const lastChunk = Buffer.from('0\r\n\r\n');

export class HttpConnection {
  #port;
  #socket;
  #onAnswer;
  #received = [];
  /** Bytes of the body that are still to come; undefined until the head is read. */
  #missing;
  #status = 0;
  #length = 0;
  #isChunked = false;

  constructor(port) {
    this.#port = port;
  }

  /** `onAnswer(status, bodyLength)`; the status is 0 when the connection broke. */
  send(bytes, onAnswer) {
    this.#onAnswer = onAnswer;
    this.#received = [];
    this.#missing = undefined;
    this.#socket ??= this.#open();
    this.#socket.write(bytes);
  }

  close() {
    this.#socket?.destroy();
    this.#socket = undefined;
  }

  #open() {
    const socket = connect({ port: this.#port, host: '127.0.0.1', noDelay: true });
    socket.on('data', (chunk) => this.#receive(chunk));
    socket.on('error', () => {});
    socket.on('close', () => {
      if (this.#socket !== socket) return;
      this.#socket = undefined;
      this.#finish(0, 0);
    });
    return socket;
  }

  #receive(chunk) {
    if (this.#missing === undefined) {
      this.#received.push(chunk);
      const bytes = this.#received.length === 1 ? chunk : Buffer.concat(this.#received);
      const headEnd = bytes.indexOf('\r\n\r\n');
      if (headEnd === -1) return;
      this.#readHead(bytes.latin1Slice(0, headEnd));
      chunk = bytes.subarray(headEnd + 4);
      this.#received = [];
    }
    if (this.#isChunked) this.#receiveChunked(chunk);
    else {
      this.#missing -= chunk.length;
      if (this.#missing <= 0) this.#finish(this.#status, this.#length);
    }
  }

  #readHead(head) {
    this.#status = Number(head.slice(9, 12));
    const length = /\r\ncontent-length: *(\d+)/i.exec(head)?.[1];
    this.#isChunked = length === undefined;
    this.#length = Number(length ?? 0);
    this.#missing = this.#length;
  }

  #receiveChunked(chunk) {
    this.#received.push(chunk);
    const tail = chunk.length >= lastChunk.length ? chunk : Buffer.concat(this.#received);
    // JSON holds no line feed with a carriage return before it, so this is the end and nothing else.
    if (tail.length < lastChunk.length || !tail.subarray(-lastChunk.length).equals(lastChunk)) return;
    this.#finish(this.#status, measureChunks(Buffer.concat(this.#received)));
  }

  #finish(status, length) {
    const onAnswer = this.#onAnswer;
    this.#onAnswer = undefined;
    onAnswer?.(status, length);
  }
}

function measureChunks(bytes) {
  let length = 0;
  for (let position = 0; ;) {
    const lineEnd = bytes.indexOf('\r\n', position);
    const size = Number.parseInt(bytes.latin1Slice(position, lineEnd), 16);
    if (!(size > 0)) return length;
    length += size;
    position = lineEnd + 2 + size + 2;
  }
}

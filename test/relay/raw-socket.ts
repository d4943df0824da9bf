import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect } from 'node:net';

export interface RawSocket {
  write(text: string): void;
  /** Everything that has arrived so far. */
  readonly received: () => string;
  /** Resolves when the other side has ended the connection. */
  readonly ended: Promise<void>;
  close(): void;
}

/** A connection on which every byte is the test's own. */
export async function openSocket(port: number): Promise<RawSocket> {
  const socket: Socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  let received = '';
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    received += text;
  });
  socket.on('error', () => undefined);
  const ended = new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
  });
  return { write: (text) => void socket.write(text), received: () => received, ended, close: () => socket.destroy() };
}

/** Sends exactly this and returns all that came back until the connection ended. */
export async function exchange(port: number, text: string): Promise<string> {
  const socket = await openSocket(port);
  socket.write(text);
  await socket.ended;
  return socket.received();
}

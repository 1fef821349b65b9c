/** How a server that listens comes to an end: requests under way may finish, and nobody else keeps it. */
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** Requests that take longer to end are broken off; their clients have to ask again. */
const LONGEST_GOODBYE_MS = 30_000;
const CLOSE_IDLE_MS = 100;

/**
 * To be called before it listens.
 *
 * @returns lets requests under way end, and then their connections, which clients would like to keep
 */
export function closeInTime(app: Pick<FastifyInstance, 'server' | 'close'>): () => Promise<void> {
  const { server } = app;
  const connections = new Set<Socket>();
  server.on('connection', (socket) => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });

  function closeIdle(): void {
    server.closeIdleConnections();
    // A connection that never made a request is not idle to Node. Browsers open some in advance.
    for (const socket of connections) if (socket.bytesRead === 0) socket.destroy();
  }

  return async () => {
    const tidy = setInterval(closeIdle, CLOSE_IDLE_MS);
    const breakOff = setTimeout(() => server.closeAllConnections(), LONGEST_GOODBYE_MS);
    await app.close().finally(() => {
      clearInterval(tidy);
      clearTimeout(breakOff);
    });
  };
}

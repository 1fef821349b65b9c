/** The log: one JSON object a line on the standard error output, without anything of a person in it. */
import { type Logger, pino, stdSerializers } from 'pino';

/** @param fields - asked for each line, for what belongs to it beside what it says */
export function createLog(level: string, fields?: () => object): Logger {
  return pino(
    {
      ...(fields === undefined ? {} : { mixin: fields }),
      name: 'sinode',
      level,
      base: { pid: process.pid },
      serializers: {
        // Fastify adds the request to what it logs of its own; its headers, address and path are nobody's business.
        req: () => undefined,
        res: () => undefined,
        err: withoutValues,
      },
    },
    pino.destination({ fd: 2, sync: true }),
  );
}

/** An error of the database quotes the values of its query, and those are people's. */
function withoutValues(error: Error): object {
  const { type, message, stack } = stdSerializers.err(error);
  const isQuery = 'query' in error && 'params' in error;
  return isQuery
    ? {
        type,
        message: `failed query: ${String(error.query)}`,
        cause: causeOf(error),
        stack: stack?.split('\n').slice(-8).join('\n'),
      }
    : { type, message, stack };
}

function causeOf({ cause }: Error): object | null {
  if (!(cause instanceof Error)) return null;
  return { message: cause.message, ...('code' in cause ? { code: cause.code } : {}) };
}

import type { Readable } from 'node:stream';
import { z } from 'zod';

/** A body that is sent as it is. */
export const Bytes = z.custom<Buffer | Readable>().meta({ type: 'string', format: 'binary' });

/** The script of the workers: the core, and the network once it is asked for. */
import { answerCalls } from './answer-calls.ts';
import type { Channel } from './caller.ts';
import { createHandlers } from './handlers.ts';
import { loadNetwork } from './load-network.ts';

answerCalls(self as unknown as Channel, createHandlers({ loadNetwork }));

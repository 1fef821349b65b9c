/**
 * Opens a recording, or reads reference beats, in a process of its own and prints how many bytes more it took at most
 * than before: `node measure-memory.mjs recording <file>`, `node measure-memory.mjs reference <file>`.
 */
import { openFile, readReference } from '@sinode/core/node';

const PIECE_SAMPLES = 4096;
const [what, file] = process.argv.slice(2);

const maxRssBytes = () => process.resourceUsage().maxRSS * 1024;
const before = maxRssBytes();
let answer = 'read';
try {
  if (what === 'reference') await readReference({ record: '', file: '', reference: file });
  else await readEnds();
} catch (error) {
  answer = error.code ?? String(error);
}
process.stdout.write(JSON.stringify({ bytes: maxRssBytes() - before, answer }));

async function readEnds() {
  const { reader, close } = await openFile(file, { samplingRate: 250 });
  const { sampleCount } = reader;
  await reader.read(0, 0, Math.min(PIECE_SAMPLES, sampleCount));
  await reader.read(0, Math.max(0, sampleCount - PIECE_SAMPLES), sampleCount);
  await close();
}

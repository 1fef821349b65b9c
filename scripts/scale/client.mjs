/** Whoever asks: one after the other of several servers, over connections that stay open. */
import { Agent, request as httpRequest } from 'node:http';
import { synthesizeRecording, writeWfdb } from '@sinode/core';

const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
const BOUNDARY = 'sinode-bench-boundary';

export function createClient(servers, headers = {}) {
  let turn = 0;
  const nextServer = () => servers[turn++ % servers.length];

  /** @returns the parsed answer; throws where it is a refusal */
  function send(method, path, { body = null, type = 'application/json', server = nextServer() } = {}) {
    return new Promise((resolve, reject) => {
      const sent = httpRequest(
        server.url + path,
        {
          agent,
          method,
          headers: {
            ...headers,
            ...(body === null ? {} : { 'content-type': type, 'content-length': Buffer.byteLength(body) }),
          },
        },
        (answer) => {
          const chunks = [];
          answer.on('data', (chunk) => chunks.push(chunk));
          answer.on('error', reject);
          answer.on('end', () => {
            const text = Buffer.concat(chunks).toString();
            if (answer.statusCode >= 400) reject(new Error(`${path}: ${answer.statusCode} ${text}`));
            else resolve(/json/.test(answer.headers['content-type'] ?? '') ? JSON.parse(text) : text);
          });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }
  const post = (path, value, options) => send('POST', path, { ...options, body: JSON.stringify(value) });

  return {
    send,
    post,
    upload: (files) =>
      send('POST', '/v1/recordings', {
        body: form(files),
        type: `multipart/form-data; boundary=${BOUNDARY}`,
      }),
    predict: () => post('/predict', { data_path: './data/', ecg_file: 'data_00001.mat' }),
  };
}

export async function signIn(server) {
  const client = createClient([server]);
  const credentials = { username: 'bench', password: 'a password for the bench' };
  await client.post('/register', credentials);
  const { token } = await client.post('/login', credentials);
  return { authorization: `Bearer ${token}` };
}

let number = 0;

/** Recordings that differ in nothing but a comment, so that none is the same as another. */
export function recordingMaker({ seconds, samplingRate, leads }) {
  const { recording } = synthesizeRecording({ seed: 1, durationSeconds: seconds, samplingRate, leads });
  const files = writeWfdb({ recordName: 'r', leads: recording.leads, samplingRate });
  return () => {
    number++;
    return files.map(({ name, bytes }) => ({
      name,
      bytes: name.endsWith('.hea')
        ? Buffer.concat([bytes, Buffer.from(`# ${number} ${process.pid}\n`)])
        : bytes,
    }));
  };
}

function form(files) {
  const parts = files.flatMap(({ name, bytes }) => [
    `--${BOUNDARY}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\n\r\n`,
    bytes,
    '\r\n',
  ]);
  return Buffer.concat([...parts, `--${BOUNDARY}--\r\n`].map((part) => Buffer.from(part)));
}

/**
 * Does something again and again, so many at a time, for so long.
 *
 * @returns how often a second, and how long it took: milliseconds
 */
export async function load(work, { clients, seconds }) {
  const times = [];
  const begin = performance.now();
  const end = begin + seconds * 1000;
  const one = async () => {
    while (performance.now() < end) {
      const start = performance.now();
      await work();
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: clients }, one));
  const took = (performance.now() - begin) / 1000;
  times.sort((a, b) => a - b);
  const at = (share) => Math.round(times[Math.floor(share * (times.length - 1))]);
  return { count: times.length, seconds: took, perSecond: times.length / took, p50: at(0.5), p95: at(0.95) };
}

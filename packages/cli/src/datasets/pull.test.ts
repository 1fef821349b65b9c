import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { access, mkdir, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DATA_SETS, findDataSet } from './catalog.ts';
import { type PullListener, pull } from './pull.ts';

const IMPATIENT = { attempts: 4, firstDelayMs: 1, silenceMs: 10_000 };
/** For servers that stay silent; with the others, a busy machine could look like one. */
const HASTY = { attempts: 2, firstDelayMs: 1, silenceMs: 300 };
const SIGNAL = Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 251));

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let base: string;
let directory: string;
/** What the publisher has, by path; a test puts its own answers in place. */
let offered: Map<string, Buffer | Answer>;
let asked: { path: string; range: string | undefined; ifRange: string | undefined }[];
let received: { files: number; bytes: number; done: number };

const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

function publish(files: Record<string, Buffer>, records: string[]) {
  offered = new Map(Object.entries({ ...files, RECORDS: Buffer.from(`${records.join('\n')}\n`) }));
  const sums = [...offered].map(([path, bytes]) => `${sha256(bytes as Buffer)} ${path}`);
  offered.set('SHA256SUMS.txt', Buffer.from(`${sums.join('\n')}\n`));
}

/** A server as publishers have them: byte ranges, an ETag, a plain 404. */
function answer(request: IncomingMessage, response: ServerResponse) {
  const path = decodeURIComponent(new URL(request.url ?? '/', base).pathname).replace('/files/', '');
  asked.push({
    path,
    range: request.headers.range,
    ifRange: request.headers['if-range'] as string | undefined,
  });
  const content = offered.get(path);
  if (content === undefined) return response.writeHead(404).end('no');
  if (typeof content === 'function') return content(request, response);
  sendFile(content, request, response);
}

function sendFile(content: Buffer, request: IncomingMessage, response: ServerResponse) {
  const etag = `"${sha256(content).slice(0, 8)}"`;
  const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? Number.NaN);
  if (Number.isNaN(start) || request.headers['if-range'] !== etag) {
    return response.writeHead(200, { etag, 'content-length': content.length }).end(content);
  }
  const rest = content.subarray(start);
  response.writeHead(206, {
    etag,
    'content-length': rest.length,
    'content-range': `bytes ${start}-${content.length - 1}/${content.length}`,
  });
  response.end(rest);
}

/** Breaks the line the first few times it is asked, each time when the client has stored so many bytes more. */
function cutAfter(bytes: number, times: number, content: Buffer): Answer {
  let left = times;
  return async (request, response) => {
    if (left-- <= 0) return sendFile(content, request, response);
    const start = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0);
    response.writeHead(start > 0 ? 206 : 200, {
      etag: `"${sha256(content).slice(0, 8)}"`,
      'content-length': content.length - start,
      'content-range': `bytes ${start}-${content.length - 1}/${content.length}`,
    });
    response.write(content.subarray(start, start + bytes));
    await vi.waitFor(async () => {
      const { size } = await stat(join(directory, '100.dat.part'));
      expect(size).toBe(start + bytes);
    }, 30_000);
    response.destroy();
  };
}

function pullFrom(url: string, name = 'mitdb', patience = IMPATIENT) {
  const listener: PullListener = {
    onList: (files) => {
      received.files = files;
    },
    onBytes: (length) => {
      received.bytes += length;
    },
    onFile: () => {
      received.done++;
    },
  };
  return pull(findDataSet(name)!, directory, url, listener, patience);
}

beforeEach(async () => {
  server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/files/`;
  directory = await mkdtemp(join(tmpdir(), 'sinode-pull-'));
  asked = [];
  received = { files: 0, bytes: 0, done: 0 };
  publish({ '100.dat': SIGNAL, '100.hea': Buffer.from('100 2 360 650000\n') }, ['100']);
});

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await once(server, 'close');
});

describe('a folder of records', () => {
  test('every file arrives whole under its own name, and nothing else is left', async () => {
    expect(await pullFrom(base)).toEqual({ downloaded: 3, alreadyThere: 0 });
    expect((await readdir(directory)).sort()).toEqual(['100.dat', '100.hea', 'RECORDS']);
    expect(await readFile(join(directory, '100.dat'))).toEqual(SIGNAL);
    expect(received).toMatchObject({ files: 3, done: 3 });
    expect(received.bytes).toBeGreaterThan(SIGNAL.length);
  });

  test('a base address without its last slash is the same folder', async () => {
    expect(await pullFrom(base.slice(0, -1))).toMatchObject({ downloaded: 3 });
  });

  test('sub-folders are made, and names are escaped in the address', async () => {
    publish({ 'data/1 #a.dat': SIGNAL }, ['data/1 #a']);
    await pullFrom(base, 'ludb');
    expect(await readFile(join(directory, 'data/1 #a.dat'))).toEqual(SIGNAL);
  });

  test('what is there and right is not asked for again', async () => {
    await pullFrom(base);
    asked = [];
    expect(await pullFrom(base)).toEqual({ downloaded: 0, alreadyThere: 3 });
    expect(asked.map(({ path }) => path)).toEqual(['SHA256SUMS.txt', 'RECORDS']);
  });

  test('a file of that name with other contents is replaced', async () => {
    await writeFile(join(directory, '100.dat'), 'old');
    await pullFrom(base);
    expect(await readFile(join(directory, '100.dat'))).toEqual(SIGNAL);
  });

  test('a connection that is cut twice is taken up where it broke', async () => {
    offered.set('100.dat', cutAfter(1000, 2, SIGNAL));
    await pullFrom(base);
    expect(await readFile(join(directory, '100.dat'))).toEqual(SIGNAL);
    const requests = asked.filter(({ path }) => path === '100.dat');
    expect(requests.map(({ range }) => range)).toEqual([undefined, 'bytes=1000-', 'bytes=2000-']);
    expect(requests[1]?.ifRange).toBe(`"${sha256(SIGNAL).slice(0, 8)}"`);
  });

  test('a run that was ended is resumed by the next', async () => {
    offered.set('100.dat', cutAfter(1000, 99, SIGNAL));
    await expect(pullFrom(base)).rejects.toThrow('what is there already is kept');
    expect(await readdir(directory)).toContain('100.dat.part');

    offered.set('100.dat', SIGNAL);
    asked = [];
    await pullFrom(base);
    expect(asked.find(({ path }) => path === '100.dat')?.range).toBe('bytes=4000-');
    expect((await readdir(directory)).sort()).toEqual(['100.dat', '100.hea', 'RECORDS']);
  });

  test('a part of another edition of the file is thrown away', async () => {
    await writeFile(join(directory, '100.dat.part'), Buffer.alloc(300));
    await writeFile(join(directory, '100.dat.part.tag'), '"other-edition"');
    await pullFrom(base);
    expect(await readFile(join(directory, '100.dat'))).toEqual(SIGNAL);
  });

  test('a part that is right by its tag and wrong by its bytes is found by the checksum', async () => {
    await writeFile(join(directory, '100.dat.part'), Buffer.alloc(300));
    await writeFile(join(directory, '100.dat.part.tag'), `"${sha256(SIGNAL).slice(0, 8)}"`);
    await pullFrom(base);
    expect(await readFile(join(directory, '100.dat'))).toEqual(SIGNAL);
  });

  test('a range that the server cannot satisfy starts the file anew', async () => {
    await writeFile(join(directory, '100.dat.part'), Buffer.alloc(9000));
    await writeFile(join(directory, '100.dat.part.tag'), '"x"');
    offered.set('100.dat', (request, response) =>
      request.headers.range === undefined
        ? sendFile(SIGNAL, request, response)
        : response.writeHead(416).end(),
    );
    await pullFrom(base);
    expect(await readFile(join(directory, '100.dat'))).toEqual(SIGNAL);
  });

  test('a piece that nobody asked for is refused, not asked for forever', async () => {
    offered.set('100.dat', (_request, response) => response.writeHead(206).end('piece'));
    await expect(pullFrom(base)).rejects.toThrow('100.dat answers 206');
  });

  test('a wrong checksum is an error, and the file is not kept', async () => {
    offered.set('100.dat', Buffer.from(SIGNAL).fill(7, 100, 200));
    await expect(pullFrom(base)).rejects.toThrow('does not have the checksum that its publisher gives');
    await expect(access(join(directory, '100.dat'))).rejects.toThrow();
    await expect(access(join(directory, '100.dat.part'))).rejects.toThrow();
  });

  test('a file that is not there is named, and is not asked for again and again', async () => {
    offered.delete('100.hea');
    await expect(pullFrom(base)).rejects.toThrow('/files/100.hea answers 404: it is not there.');
    expect(asked.filter(({ path }) => path === '100.hea')).toHaveLength(1);
  });

  test('a server that is busy for a moment is asked again', async () => {
    let busy = 2;
    offered.set('100.dat', (request, response) =>
      busy-- > 0 ? response.writeHead(503).end() : sendFile(SIGNAL, request, response),
    );
    expect(await pullFrom(base)).toMatchObject({ downloaded: 3 });
  });

  test('a server that stays silent is given up with what to do', async () => {
    offered.set('SHA256SUMS.txt', () => {});
    await expect(pullFrom(base, 'mitdb', HASTY)).rejects.toThrow(
      /SHA256SUMS\.txt \(it does not answer\).*--from URL/,
    );
  });

  test('a server that stops in the middle of a file is taken up again', async () => {
    let stalls = 1;
    offered.set('100.dat', (request, response) => {
      if (stalls-- <= 0) return sendFile(SIGNAL, request, response);
      response.writeHead(200, { etag: `"${sha256(SIGNAL).slice(0, 8)}"`, 'content-length': SIGNAL.length });
      response.write(SIGNAL.subarray(0, 500));
    });
    await pullFrom(base, 'mitdb', HASTY);
    expect(await readFile(join(directory, '100.dat'))).toEqual(SIGNAL);
  });

  test('redirects are followed', async () => {
    offered.set('elsewhere/100.dat', SIGNAL);
    offered.set('100.dat', (_request, response) =>
      response.writeHead(302, { location: `${base}elsewhere/100.dat` }).end(),
    );
    expect(await pullFrom(base)).toMatchObject({ downloaded: 3 });
  });

  test.each(['../evil.sh', '/tmp/evil.sh', 'data/../../evil.sh'])(
    'a list that names %s is refused before anything is downloaded',
    async (path) => {
      const sums = `${sha256(SIGNAL)} 100.dat\n${sha256(SIGNAL)} ${path}\n`;
      offered.set('SHA256SUMS.txt', Buffer.from(sums));
      await expect(pullFrom(base)).rejects.toThrow('leads outside the folder: nothing was downloaded');
      expect(await readdir(directory)).toEqual([]);
    },
  );

  test('nobody at the address is told with the address', async () => {
    const closed = base;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    await expect(pullFrom(closed)).rejects.toThrow(`Could not get ${closed}SHA256SUMS.txt (`);
    server = createServer(answer).listen(0);
    await once(server, 'listening');
  });
});

describe("the challenge's archive", () => {
  const zip = (members: Record<string, Uint8Array>) => Buffer.from(zipSync(members));
  const records = { 'train/data/data_00001.mat': SIGNAL, 'train/ref/R_00001.mat': SIGNAL.subarray(0, 9) };

  test('data and ref are unpacked wherever they lie in it', async () => {
    offered.set('train.zip', zip({ ...records, 'train/readme.txt': SIGNAL }));
    expect(await pullFrom(`${base}train.zip`, 'cpsc2019')).toEqual({ downloaded: 2, alreadyThere: 0 });
    expect(await readFile(join(directory, 'data/data_00001.mat'))).toEqual(SIGNAL);
    expect(await readFile(join(directory, 'ref/R_00001.mat'))).toEqual(SIGNAL.subarray(0, 9));
    expect((await readdir(directory)).sort()).toEqual(['data', 'ref', 'train.zip']);
  });

  test('names that lead outside stay inside', async () => {
    offered.set('train.zip', zip({ ...records, '../../data/up.mat': SIGNAL, '/ref/root.mat': SIGNAL }));
    await mkdir(join(directory, 'inner'));
    directory = join(directory, 'inner');
    await pullFrom(`${base}train.zip`, 'cpsc2019');
    expect((await readdir(join(directory, '..'))).sort()).toEqual(['inner']);
    expect((await readdir(join(directory, 'data'))).sort()).toEqual(['data_00001.mat', 'up.mat']);
  });

  test('an archive that is there already is unpacked without a download', async () => {
    await writeFile(join(directory, 'train.zip'), zip(records));
    expect(await pullFrom(`${base}train.zip`, 'cpsc2019')).toEqual({ downloaded: 0, alreadyThere: 2 });
    expect(asked).toEqual([]);
  });

  test.each([
    ['a sign-in page', Buffer.from('<html>'), 'is not a ZIP archive'],
    ['an empty answer', Buffer.alloc(0), 'is not a ZIP archive'],
    ['a RAR archive', Buffer.from('Rar!\u001a\u0007'), 'is a RAR archive: unpack it with another program'],
    ['a cut-off archive', zip(records).subarray(0, 300), 'is cut off'],
    ['an archive of something else', zip({ 'readme.txt': SIGNAL }), 'it is another archive'],
    [
      'a member that unpacks without end',
      zip({ 'data/bomb.mat': new Uint8Array(20_000_000) }),
      'far too large',
    ],
  ])('%s is refused in words', async (_name, bytes, message) => {
    offered.set('train.zip', bytes);
    await expect(pullFrom(`${base}train.zip`, 'cpsc2019')).rejects.toThrow(message);
  });

  test('a damaged member is refused in words', async () => {
    const damaged = zip({ 'data/a.mat': SIGNAL.map((value, i) => (value * i) % 256) as never });
    damaged.fill(0xff, 45, 60);
    offered.set('train.zip', damaged);
    await expect(pullFrom(`${base}train.zip`, 'cpsc2019')).rejects.toThrow('is damaged');
  });
});

test('every data set says where it comes from and under which licence', () => {
  for (const dataSet of DATA_SETS) {
    expect(new URL(dataSet.url).protocol).toMatch(/^https?:$/);
    expect(dataSet.licence).not.toBe('');
    expect(dataSet.citation).toMatch(/\d{4}/);
  }
});

/** Requests that no well-meaning client makes, and what must be true of a server after them. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createRandom, synthesizeRecording, writeMat } from '@sinode/core';
import { expect } from 'vitest';
import { isReady, type ServerProcess } from './server-process.ts';

export interface Answer {
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

export async function ask(url: string, init: RequestInit = {}): Promise<Answer> {
  const answer = await fetch(url, init);
  return { status: answer.status, text: await answer.text(), headers: answer.headers };
}

export function askJson(url: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return ask(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: text,
  });
}

/** Refused, and in words: never a 5xx, never an empty body. */
export function expectRefusal({ status, text }: Answer, statuses: readonly number[], what: unknown): void {
  expect([what, status, text]).toEqual([what, expect.toBeOneOf([...statuses]), expect.any(String)]);
  expect([what, JSON.parse(text)]).toEqual([what, expect.objectContaining({ detail: expect.any(String) })]);
}

/** A connection on which anything at all can be said. */
export async function openSocket(server: ServerProcess): Promise<{
  readonly socket: Socket;
  /** What came back so far. */
  heard(): string;
  /** Resolves with all that came back, when the server has ended the connection. */
  ended(withinMs: number): Promise<string>;
}> {
  const { hostname, port } = new URL(server.url);
  const socket = connect({ host: hostname, port: Number(port) });
  let heard = '';
  let isClosed = false;
  socket.setEncoding('latin1');
  socket.on('data', (text) => {
    heard += text;
  });
  // A server that closes the connection on somebody who is still talking is in its right.
  socket.on('error', () => {});
  socket.once('close', () => {
    isClosed = true;
  });
  await once(socket, 'connect');
  return {
    socket,
    heard: () => heard,
    async ended(withinMs) {
      const until = performance.now() + withinMs;
      while (!isClosed && performance.now() < until) await wait(20);
      if (!isClosed) throw new Error(`still open after ${withinMs} ms, having said ${JSON.stringify(heard)}`);
      return heard;
    },
  };
}

/** One part of a multipart body, with its file name as it is written. */
export function multipart(
  filename: string,
  content: Uint8Array,
  boundary = 'hostile',
): Uint8Array<ArrayBuffer> {
  const parts = [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="samplingRate"\r\n\r\n500\r\n`),
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="file"; filename=${filename}\r\n\r\n`),
    content,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ];
  return Uint8Array.from(Buffer.concat(parts));
}

export const MULTIPART = { 'content-type': 'multipart/form-data; boundary=hostile' };

/** Ten seconds of ECG in lead `ecg`. */
export function ecgFile(seed: number): Uint8Array<ArrayBuffer> {
  const { next } = createRandom(seed);
  const options = { seed: 1, durationSeconds: 10, samplingRate: 500, leads: ['II'] } as const;
  const samples = synthesizeRecording(options).recording.leads[0]?.samples ?? new Float32Array();
  const values = samples.map((value) => value + next() / 100);
  return Uint8Array.from(writeMat([{ name: 'ecg', rows: values.length, columns: 1, values }]));
}

/** It is ready, and nothing that happened to it was a surprise. */
export async function expectUnharmed(server: ServerProcess): Promise<void> {
  expect(await isReady(server.url)).toBe(true);
  const lines = server.log().split('\n');
  expect(lines.filter((line) => /"msg":"bug"|"level":[56]0|UnhandledPromise|^Error/.test(line))).toEqual([]);
}

import { expect, test } from 'vitest';
import { type OfflineFiles, treatmentOf } from './offline-files.ts';

const FILES: OfflineFiles = {
  version: '1',
  hashed: ['/assets/index-abc.js'],
  named: ['/', '/favicon.svg', '/manifest.webmanifest'],
};

const treat = (path: string, mode: RequestMode = 'cors', method = 'GET') =>
  treatmentOf({ method, mode }, path, FILES);

test.each([
  '/v1/recordings',
  '/v1',
  '/docs',
  '/docs/static/index.html',
  '/health/ready',
  '/metrics',
  '/openapi.json',
])('%s is the server’s, also for whoever goes there', (path) => {
  expect(treat(path)).toBe('leave');
  expect(treat(path, 'navigate')).toBe('leave');
});

test.each(['/', '/try', '/recordings/1', '/models', '/models/sinode-qrs-2', '/v1x'])(
  'whoever goes to %s gets the page',
  (path) => {
    expect(treat(path, 'navigate')).toBe('page');
  },
);

test('what the page is made of is kept, of other versions of it too', () => {
  expect(['/assets/index-abc.js', '/assets/index-old.js', '/favicon.svg'].map((path) => treat(path))).toEqual(
    ['kept', 'kept', 'kept'],
  );
});

test('a model of the server is asked for, and kept for when it is away', () => {
  expect(treat('/models/clinic-2/model.onnx')).toBe('model');
  expect(treat('/models/clinic-2/model.json', 'navigate')).toBe('model');
});

test('nothing else is touched, and nothing that changes anything', () => {
  expect(treat('/service-worker.js', 'same-origin')).toBe('leave');
  expect(treat('/elsewhere.txt')).toBe('leave');
  expect(treat('/assets/index-abc.js', 'cors', 'POST')).toBe('leave');
});

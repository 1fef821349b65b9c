/** The Open Inference Protocol as its specification has it: plain JSON, as any client sends it. */
import { Readable } from 'node:stream';
import { synthesizeRecording } from '@sinode/core';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type ModelsApp, openModelsApp } from '../models/testing/models-app.ts';
import { InferenceAnswer } from './protocol.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const MODEL = '/v2/models/sinode-qrs-2';
const RATE = 250;
const { recording } = synthesizeRecording({
  seed: 1,
  durationSeconds: 20,
  samplingRate: RATE,
  leads: ['II'],
});
const SAMPLES = Array.from(recording.leads[0]?.samples ?? [], (mv) => Math.round(mv * 1000) / 1000);

let api: ModelsApp;
beforeAll(async () => {
  api = await openModelsApp();
});
afterAll(() => api.close());

const tensor = (data: readonly unknown[] = SAMPLES, more: object = {}) => ({
  name: 'ecg',
  shape: [data.length],
  datatype: 'FP32',
  data,
  ...more,
});
const infer = (body: object, url = `${MODEL}/infer`) => api.send('POST', url, body);
const ecg = (input: object = tensor(), more: object = {}) => ({
  parameters: { sampling_rate: RATE },
  inputs: [input],
  ...more,
});

describe('without signing in', () => {
  const get = async (url: string) => {
    const answer = await api.send('GET', url, undefined, {});
    return [answer.statusCode, answer.json()];
  };

  test('everyone may know whether the server lives and is ready', async () => {
    expect(await get('/v2/health/live')).toEqual([200, { live: true }]);
    expect(await get('/v2/health/ready')).toEqual([200, { ready: true }]);
    expect(await get('/v2')).toEqual([200, { name: 'sinode', version: '0.0.0', extensions: [] }]);
  });

  test('nobody may ask a model, and is told so in the words of the protocol', async () => {
    const refused = await api.send('POST', `${MODEL}/infer`, ecg(), {});
    expect(refused.statusCode).toBe(401);
    expect(refused.headers['content-type']).toMatch(/^application\/json/);
    expect(refused.json()).toEqual({ error: expect.stringContaining('Sign in first') });
  });
});

describe('a model', () => {
  test.each([MODEL, `${MODEL}/versions/1.0.0`])('says what it takes and gives: %s', async (url) => {
    const answer = await api.send('GET', url);
    expect(answer.json()).toEqual({
      name: 'sinode-qrs-2',
      versions: ['1.0.0'],
      platform: 'onnx_onnxv1',
      inputs: [{ name: 'ecg', datatype: 'FP32', shape: [-1] }],
      outputs: [
        { name: 'beats', datatype: 'INT32', shape: [-1] },
        { name: 'confidence', datatype: 'FP32', shape: [-1] },
        { name: 'heart_rate', datatype: 'FP32', shape: [-1] },
      ],
    });
    expect((await api.send('GET', `${url}/ready`)).json()).toEqual({ ready: true });
  });

  test.each(['/v2/models/other', `${MODEL}/versions/2.0.0`, '/v2/models/sinode-qrs-1/ready'])(
    'that does not answer is not found: %s',
    async (url) => {
      const answer = await api.send('GET', url);
      expect(answer.statusCode).toBe(404);
      expect(answer.json()).toEqual({
        error: expect.stringContaining('sinode-qrs-2, version 1.0.0, answers'),
      });
    },
  );
});

describe('an inference', () => {
  test('finds the beats that an uploaded recording has', async () => {
    const answer = InferenceAnswer.parse((await infer(ecg(tensor(), { id: 'bed 4' }))).json());
    const { id } = await api.addRecording(1);
    const stored = (await api.send('POST', `/v1/recordings/${id}/analyses`)).json();
    expect(answer).toMatchObject({
      model_name: 'sinode-qrs-2',
      model_version: '1.0.0',
      id: 'bed 4',
      parameters: { quality: 'good', sampling_rate: RATE },
    });
    const [beats, confidence, heartRate] = answer.outputs;
    expect(beats).toEqual({
      name: 'beats',
      datatype: 'INT32',
      shape: [stored.report.beats.length],
      data: stored.report.beats,
    });
    expect(confidence?.data).toEqual(stored.report.confidence);
    expect(heartRate).toEqual({
      name: 'heart_rate',
      datatype: 'FP32',
      shape: [1],
      data: [stored.report.heartRate],
    });
  });

  test.each([
    ['of the shape [1, n], flat', { shape: [1, SAMPLES.length] }],
    ['of the shape [1, n], nested', { shape: [1, SAMPLES.length], data: [SAMPLES] }],
    ['with the rate in the tensor', { parameters: { sampling_rate: RATE } }],
  ])('takes a tensor %s', async (_, more) => {
    const all = InferenceAnswer.parse((await infer(ecg())).json());
    const { parameters: _rate, ...rest } = ecg(tensor(SAMPLES, more));
    const body = 'parameters' in more ? rest : ecg(tensor(SAMPLES, more));
    expect(InferenceAnswer.parse((await infer(body)).json()).outputs).toEqual(all.outputs);
  });

  test('takes no notice of parameters that other servers know', async () => {
    const parameters = { sampling_rate: RATE, sequence_id: 7, priority: ['high'] };
    const outputs = [{ name: 'heart_rate', parameters: { binary_data: false } }];
    expect((await infer(ecg(tensor(), { parameters, outputs }))).statusCode).toBe(200);
  });

  test('gives the outputs that are asked for', async () => {
    const { outputs } = InferenceAnswer.parse(
      (await infer(ecg(tensor(), { outputs: [{ name: 'heart_rate' }] }))).json(),
    );
    expect(outputs.map(({ name }) => name)).toEqual(['heart_rate']);
  });

  test('has no heart rate where there is none to be computed, and takes null for a missing sample', async () => {
    const noise = SAMPLES.map((_, i) => (i < 4900 ? null : (i % 7) / 1000));
    const answer = InferenceAnswer.parse((await infer(ecg(tensor(noise)))).json());
    expect(answer.outputs.map(({ data }) => data)).toEqual([[], [], []]);
    expect(answer.outputs[2]).toMatchObject({ shape: [0], datatype: 'FP32' });
    expect(answer.parameters).toMatchObject({ quality: 'unreadable' });
  });

  test.each([
    ['no sampling rate', { ...ecg(), parameters: {} }, /sampling_rate/],
    ['a rate that no ECG has', { ...ecg(), parameters: { sampling_rate: 3 } }, /3 Hz/],
    ['a rate that is none', { ...ecg(), parameters: { sampling_rate: '250' } }, /must be a number of Hz/],
    ['very many tensors', { ...ecg(), inputs: Array(1000).fill(0) }, /at most 16 tensors/],
    ['very many outputs', ecg(tensor(), { outputs: Array(1000).fill(0) }), /at most 16 tensors/],
    ['two tensors', { ...ecg(), inputs: [tensor(), tensor()] }, /one tensor of the name "ecg"/],
    ['a tensor of another name', ecg(tensor(SAMPLES, { name: 'eeg' })), /one tensor of the name "ecg"/],
    ['another type', ecg(tensor(SAMPLES, { datatype: 'INT16' })), /FP32/],
    ['a shape of two leads', ecg(tensor(SAMPLES, { shape: [2, SAMPLES.length / 2] })), /\[n\] or \[1, n\]/],
    [
      'a shape that does not fit',
      ecg(tensor(SAMPLES, { shape: [7] })),
      /5000 elements where the shape says 7/,
    ],
    ['text among the samples', ecg(tensor([...SAMPLES.slice(1), 'x'])), /element 4999 is no number/],
    ['data that are none', ecg(tensor(SAMPLES, { data: 'AAAA' })), /must be an array/],
    ['an output that there is not', ecg(tensor(), { outputs: [{ name: 'p' }] }), /no output "p"/],
    ['too short a signal', ecg(tensor(SAMPLES.slice(0, 100))), /0\.40 s/],
    ['a flat signal', ecg(tensor(SAMPLES.map(() => 1))), /Lead ecg is constant/],
    ['nothing', {}, /inputs/],
  ])('is refused with %s, in the words of the protocol', async (_, body, words) => {
    const refused = await infer(body);
    expect(refused.statusCode).toBe(422);
    expect(refused.json()).toEqual({ error: expect.stringMatching(words) });
  });

  test('takes an hour at 500 Hz, and no more than its limit', async () => {
    const hour = Array.from({ length: 3600 * 500 }, (_, i) => SAMPLES[i % SAMPLES.length] ?? 0);
    const answer = await infer({ ...ecg(tensor(hour)), parameters: { sampling_rate: 500 } });
    expect(answer.statusCode).toBe(200);
    const tooLarge = await api.app.inject({
      method: 'POST',
      url: `${MODEL}/infer`,
      headers: {
        ...api.admin.headers,
        'content-type': 'application/json',
        'content-length': String(2 ** 30),
      },
      payload: Readable.from(['{}']),
    });
    expect(tooLarge.statusCode).toBe(413);
    expect(tooLarge.json()).toEqual({ error: expect.any(String) });
  });

  test('is answered by the model that was promoted', async () => {
    const promoted = { name: 'sinode-qrs-1', version: '1.0.0' };
    await api.send('PUT', '/v1/admin/models/current', promoted);
    expect((await infer(ecg())).statusCode).toBe(404);
    const answer = await infer(ecg(), '/v2/models/sinode-qrs-1/versions/1.0.0/infer');
    expect(answer.json()).toMatchObject({ model_name: 'sinode-qrs-1', model_version: '1.0.0' });
  });
});

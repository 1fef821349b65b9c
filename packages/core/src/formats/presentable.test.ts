import { expect, test } from 'vitest';
import { bytesSource, fileSet } from './byte-source.ts';
import { openRecording } from './open-recording.ts';

function open(files: Readonly<Record<string, string | Uint8Array>>) {
  const sources = Object.entries(files).map(([name, content]) =>
    bytesSource(name, typeof content === 'string' ? new TextEncoder().encode(content) : content),
  );
  return openRecording(sources[0], fileSet(sources));
}

test('names and units of leads are one line each, whatever the file holds', async () => {
  const { leads, warnings } = await open({
    'a.hea': 'a 2 250 1\na.dat 80 200/\x1b[2J 12 0 0 0 0 I\0I\na.dat 80 200/x 12 0 0 0 0 I\0I\n',
    'a.dat': Uint8Array.of(128, 128),
  });
  expect(leads).toEqual([
    { name: 'I\ufffdI', unit: '\ufffd[2J' },
    { name: 'I\ufffdI (2)', unit: 'x' },
  ]);
  expect(warnings[0]).toBe(
    'Lead I\ufffdI is in \ufffd[2J, not in a voltage: its values are kept as they are.',
  );
});

test('half a character in a name is none', async () => {
  const { leads } = await open({ 'a.json': '{"fs":250,"leads":{"I\\ud800":[1]}}' });
  expect(leads[0].name).toBe('I\ufffd');
});

test('long names and units are cut, and stay different', async () => {
  const name = 'x'.repeat(500);
  const { leads } = await open({
    'a.json': JSON.stringify({
      fs: 250,
      unit: 'y'.repeat(500),
      leads: { [`${name}1`]: [1], [`${name}2`]: [1] },
    }),
  });
  expect(leads[0].name.length).toBeLessThanOrEqual(200);
  expect(leads[0].name).not.toBe(leads[1].name);
  expect(leads[0].unit!.length).toBeLessThanOrEqual(200);

  const alike = Array.from({ length: 3 }, (_, i) => `${name}${i}${name}`);
  const same = await open({
    'a.json': JSON.stringify({ fs: 250, leads: Object.fromEntries(alike.map((each) => [each, [1]])) }),
  });
  expect(new Set(same.leads.map((lead) => lead.name)).size).toBe(3);
});

test('of hundreds of warnings the first are told', async () => {
  const lines = Array.from({ length: 500 }, (_, i) => `a.dat 80 200/mmHg 12 0 0 0 0 P${i}`);
  const { warnings } = await open({
    'a.hea': `a 500 250 1\n${lines.join('\n')}\n`,
    'a.dat': new Uint8Array(500),
  });
  expect(warnings).toHaveLength(100);
  expect(warnings[98]).toContain('P98');
  expect(warnings[99]).toBe('401 more warnings are left out.');
});

test.each(['-012345-01-01T00:00:00Z', '0000-06-01T00:00:00Z', '+030000-01-01T00:00:00Z'])(
  'a start at %s is a mistake, and no reason to refuse the signal',
  async (startTime) => {
    const reader = await open({ 'a.json': JSON.stringify({ fs: 250, startTime, ecg: [1] }) });
    expect(reader.startTime).toBeNull();
    expect(reader.warnings).toEqual(['The start has no year from 1 to 9999; no start time is given.']);
  },
);

test('a thousand leads are read, more are not an ECG', async () => {
  const record = (count: number) =>
    open({
      'a.hea': `a ${count} 250 1\n${new Array(count).fill('a.dat 80 200/mV').join('\n')}\n`,
      'a.dat': new Uint8Array(count),
    });
  expect((await record(1024)).leads).toHaveLength(1024);
  await expect(record(1025)).rejects.toThrow('a.hea: it has 1025 leads; up to 1024 are read.');
});

test('more samples than an index of a beat can count are refused, whatever the format', async () => {
  const record = (sampleCount: number) => {
    const header = bytesSource(
      'a.hea',
      new TextEncoder().encode(`a 1 250 ${sampleCount}\na.dat 80 200/mV\n`),
    );
    const data = { name: 'a.dat', size: sampleCount, read: async () => new Uint8Array(0) };
    return openRecording(header, fileSet([header, data]));
  };
  expect((await record(2 ** 31 - 1)).sampleCount).toBe(2 ** 31 - 1);
  await expect(record(2 ** 31)).rejects.toThrow(
    'a.hea: 2147483648 samples per lead are more than the 2147483647 it can have.',
  );
});

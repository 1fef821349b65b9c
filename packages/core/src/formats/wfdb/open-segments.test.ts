import { describe, expect, test } from 'vitest';
import { FileCorruptError, FileMissingError, FormatUnsupportedError } from '../../errors.ts';
import { encodeSamples } from './testing/encode-samples.ts';
import { openText, wholeLead } from './testing/records.ts';

const int16 = (...values: number[]) => encodeSamples[16](values);
const gap = Number.NaN;

describe('a record of fixed layout', () => {
  const files = {
    'a.hea': 'a 2 100 2\na.dat 16 1/mV 0 0 0 0 0 I\na.dat 16 1/mV 0 0 0 0 0 II',
    'a.dat': int16(1, -1, 2, -2),
    'b.hea': 'b 2 100 3\nb.dat 80 1000/V 0 0 0 0 0 I\nb.dat 80 2/mV 0 0 0 0 0 II',
    'b.dat': [131, 126, 132, 124, 133, 122],
  };

  test('is read across its segments, each with its own format and calibration', async () => {
    const reader = await openText('r/2 2 100 5 12:00:00 1/2/2003\na 2\nb 3', files);
    expect(reader).toMatchObject({
      leads: [
        { name: 'I', unit: 'mV' },
        { name: 'II', unit: 'mV' },
      ],
      samplingRate: 100,
      sampleCount: 5,
      startTime: new Date('2003-02-01T12:00:00Z'),
    });
    expect(await wholeLead(reader, 0)).toEqual([1, 2, 3, 4, 5]);
    expect(await wholeLead(reader, 1)).toEqual([-1, -2, -1, -2, -3]);
    for (let start = 0; start <= 5; start++) {
      for (let end = start; end <= 5; end++) {
        expect(Array.from(await reader.read(0, start, end))).toEqual([1, 2, 3, 4, 5].slice(start, end));
      }
    }
  });

  test('may have gaps, repeats and no length of its own', async () => {
    const reader = await openText('r/5 2 100\n~ 1\na 2\n~ 2\na 2\n~ 1', files);
    expect(await wholeLead(reader, 0)).toEqual([gap, 1, 2, gap, gap, 1, 2, gap]);
    expect(Array.from(await reader.read(0, 3, 5))).toEqual([gap, gap]);
    expect(Array.from(await reader.read(0, 4, 6))).toEqual([gap, 1]);
  });

  test.each([
    [
      'r/2 2 100 6\na 2\nb 3',
      FileCorruptError,
      'r.hea, segment list: the segments have 5 samples together, but the record line says 6.',
    ],
    [
      'r/2 2 100 4\na 2\nb 2',
      FileCorruptError,
      'b.hea, number of samples: the segment has 3 samples, but r.hea says 2.',
    ],
    [
      'r/2 2 200 5\na 2\nb 3',
      FileCorruptError,
      'a.hea, sampling frequency: the segment has 100 Hz, the record 200 Hz.',
    ],
    ['r/2 2 100\na 2\nc 3', FileMissingError, 'r.hea needs the file c.hea, which is not beside it.'],
    ['r/2 2 100\na 2\nr 3', FileCorruptError, 'r.hea, segment list: the record r lists itself as a segment.'],
    [
      'r/2 2 100\na 2\na 1',
      FileCorruptError,
      'r.hea, segment list: a segment is listed twice with different lengths.',
    ],
    [
      'r/2 2 100\na 2\n~ 999999999999',
      FileCorruptError,
      'gaps and repeats make 1000000000001 samples of only 2 that are there',
    ],
    ['r/1 2 100\n~ 10', FormatUnsupportedError, 'r.hea: no segment of the record has signals'],
  ])('%j is refused', async (header, type, message) => {
    const opening = openText(header, files);
    await expect(opening).rejects.toThrow(type);
    await expect(opening).rejects.toThrow(message);
  });

  test('a segment with other signals is refused', async () => {
    const other = { ...files, 'c.hea': 'c 1 100 2\nc.dat 16 1', 'c.dat': int16(1, 2) };
    await expect(openText('r/2 2 100\na 2\nc 2', other)).rejects.toThrow(
      'c.hea, number of signals: the segment has 1 signals, a.hea has 2.',
    );
    const faster = { ...files, 'c.hea': 'c 2 100 1\nc.dat 16x2 1\nc.dat 16 1', 'c.dat': int16(1, 2, 3) };
    await expect(openText('r/2 2 100\na 2\nc 1', faster)).rejects.toThrow(
      'c.hea, signal signal 1: it has 2 samples per frame, elsewhere in the record it has 1.',
    );
  });

  test('a segment that consists of segments is refused', async () => {
    const nested = { ...files, 'c.hea': 'c/1 2 100\nr 2' };
    await expect(openText('r/2 2 100\na 2\nc 2', nested)).rejects.toThrow(
      'r.hea, segment list: the segment c consists of segments itself, which WFDB does not allow.',
    );
  });
});

describe('a record of variable layout', () => {
  const files = {
    'layout.hea': 'layout 3 100 0\n~ 0 1/mV 0 0 0 0 0 II\n~ 0 1/mmHg 0 0 0 0 0 ABP\n~ 0 1/mV 0 0 0 0 0 V',
    'a.hea': 'a 2 100 2\na.dat 16 1/mmHg 0 0 0 0 0 ABP\na.dat 16 2/mV 0 0 0 0 0 II',
    'a.dat': int16(90, 2, 91, 4),
    'b.hea': 'b 2 100 2\nb.dat 16 1/mV 0 0 0 0 0 V\nb.dat 16 1/mV 0 0 0 0 0 III',
    'b.dat': int16(7, 1, 8, 1),
  };

  test('matches signals by name and leaves gaps where a segment lacks one', async () => {
    const reader = await openText('r/4 3 100 7\nlayout 0\na 2\n~ 3\nb 2', files);
    expect(reader.leads.map((lead) => lead.name)).toEqual(['II', 'V']);
    expect(reader.warnings).toEqual(['ABP is left out: its unit is mmHg, which is not a voltage.']);
    expect(await wholeLead(reader, 0)).toEqual([1, 2, gap, gap, gap, gap, gap]);
    expect(await wholeLead(reader, 1)).toEqual([gap, gap, gap, gap, gap, 7, 8]);
  });

  test('takes its rate from the layout where the record line gives none', async () => {
    const reader = await openText('r/2 3\nlayout 0\na 2', files);
    expect(reader.samplingRate).toBe(100);
  });

  test('has no length by segments that store nothing', async () => {
    const empty = { ...files, 'empty.hea': 'empty 1 100 0\n~ 0x10 1/mV 0 0 0 0 0 II' };
    await expect(openText('r/2 3 100\nlayout 0\nempty 9007199254740991', empty)).rejects.toThrow(
      'no segment of the record has signals',
    );
    await expect(openText('r/3 3 100\nlayout 0\na 2\nempty 9007199254740991', empty)).rejects.toThrow(
      'samples of only 2 that are there',
    );
  });

  test('has no length by signals that are left out, whose files need not be there', async () => {
    const other = 'other 2 100 0\n~ 0 1/mV 0 0 0 0 0 II\nx.dat 16 1/NU 0 0 0 0 0 PLETH';
    await expect(
      openText('r/2 3 100\nlayout 0\nother 2000000000', { ...files, 'other.hea': other }),
    ).rejects.toThrow('no segment of the record has signals');
    await expect(
      openText('r/3 3 100\nlayout 0\na 2\nother 2000000000', { ...files, 'other.hea': other }),
    ).rejects.toThrow('samples of only 2 that are there');
  });

  test('is refused without its layout segment', async () => {
    await expect(openText('r/2 3 100\nlost_layout 0\na 2', files)).rejects.toThrow(FileMissingError);
  });
});

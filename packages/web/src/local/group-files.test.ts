import { expect, test } from 'vitest';
import { groupFiles } from './group-files.ts';

function file(path: string, text = '') {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return {
    name,
    webkitRelativePath: path.includes('/') ? path : '',
    size: text.length,
    text: async () => text,
  };
}

/** The groups, each as the names of its files. */
async function groupsOf(...files: ReturnType<typeof file>[]): Promise<string[]> {
  const groups = await groupFiles(files);
  return groups.map(({ files }) => files.map(({ name }) => name).join(' '));
}

const header = (name: string, ...signals: string[]) =>
  `# by hand\r\n${name} ${signals.length} 360 3600\r\n${signals.map((each) => `${each} 212 200\r\n`).join('')}`;

test('a header, its signals and its annotations are one recording, opened by the header', async () => {
  const files = [file('100.atr'), file('100.dat'), file('100.hea', header('100', '100.dat', '100.dat'))];
  expect(await groupFiles(files)).toEqual([
    { name: '100', main: files[2], files: [files[2], files[0], files[1]] },
  ]);
});

test('two records and a file by itself are three recordings, in the order in which they were given', async () => {
  const groups = await groupsOf(
    file('night.edf'),
    file('101.dat'),
    file('100.dat'),
    file('100.hea', header('100', '100.dat')),
    file('101.hea', header('101', '101.dat')),
  );
  expect(groups).toEqual(['night.edf', '101.hea 101.dat', '100.hea 100.dat']);
});

test('signals belong to the header that names them, whatever they are called', async () => {
  const groups = await groupsOf(
    file('r.hea', header('r', 'lead-i.sig', 'r.mat')),
    file('lead-i.sig'),
    file('r.mat'),
  );
  expect(groups).toEqual(['r.hea lead-i.sig r.mat']);
});

test('files of other formats with the name of a record are recordings of their own', async () => {
  const groups = await groupsOf(
    file('100.hea', header('100', '100.dat')),
    file('100.dat'),
    file('100.csv'),
    file('100.mat'),
    file('100.zip'),
  );
  expect(groups).toEqual(['100.hea 100.dat', '100.csv', '100.mat', '100.zip']);
});

test('segments belong to the record that lists them', async () => {
  const groups = await groupsOf(
    file('r_1.hea', header('r_1', 'r_1.dat')),
    file('r_2.hea', header('r_2', 'r_2.dat')),
    file('r_1.dat'),
    file('r_2.dat'),
    file('r.hea', 'r/3 1 250 25\nr_1 10\n~ 5\nr_2 10\n'),
    file('r.atr'),
  );
  expect(groups).toEqual(['r.hea r_1.hea r_2.hea r_1.dat r_2.dat r.atr']);
});

test('a record that lists itself as a segment comes to an end', async () => {
  expect(await groupsOf(file('r.hea', 'r/2 1 250 20\nr 10\nr 10\n'))).toEqual(['r.hea']);
});

test('capitals and accents that were taken apart make no other name', async () => {
  const apart = 'e\u0301cg';
  const groups = await groupsOf(
    file('100.HEA', header('100', '100.dat')),
    file('100.DAT'),
    file('\u00e9cg.hea', header('\u00e9cg', '\u00e9cg.dat')),
    file(`${apart}.dat`),
  );
  expect(groups).toEqual(['100.HEA 100.DAT', `\u00e9cg.hea ${apart}.dat`]);
});

test('records of the same name in two folders are two', async () => {
  const groups = await groupsOf(
    file('a/100.hea', header('100', '100.dat')),
    file('b/100.dat'),
    file('a/100.dat'),
    file('b/100.hea', header('100', '100.dat')),
  );
  expect(groups).toEqual(['100.hea 100.dat', '100.hea 100.dat']);
});

test('a record without its header stays together, so that one refusal says so', async () => {
  expect(await groupsOf(file('100.dat'), file('100.atr'), file('200.atr'))).toEqual([
    '100.dat 100.atr',
    '200.atr',
  ]);
});

test('a header of nonsense names nothing, and is opened to say so', async () => {
  expect(await groupsOf(file('x.hea', '\0\0~ - /2'), file('y.csv'))).toEqual(['x.hea', 'y.csv']);
});

test('a header that cannot be read any more, or is none by its size, names nothing', async () => {
  const gone = { ...file('x.hea'), text: () => Promise.reject(new Error('gone')) };
  const huge = { ...file('y.hea', header('y', 'z.sig')), size: 1e9 };
  expect(await groupsOf(gone, huge, file('z.sig'))).toEqual(['x.hea', 'y.hea', 'z.sig']);
});

test('hidden files are nobody’s recording', async () => {
  expect(await groupsOf(file('.DS_Store'), file('a/._100.dat'))).toEqual([]);
});

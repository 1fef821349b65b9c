import { expect, test } from 'vitest';
import { modelFiles } from './model-files.ts';

const file = (name: string, size = 1) => ({ name, size });

test('a model is complete with its three files, whatever lies beside them', () => {
  const files = [file('parity.json'), file('README.md'), file('model.json'), file('model.onnx')];
  expect(modelFiles(files)).toEqual({
    chosen: [file('model.onnx'), file('model.json'), file('parity.json')],
    missing: [],
    unknown: ['README.md'],
  });
});

test('what is missing is named, and a file that is chosen again takes the place of the first', () => {
  expect(modelFiles([file('model.json', 1), file('model.json', 2)])).toEqual({
    chosen: [file('model.json', 2)],
    missing: ['model.onnx', 'parity.json'],
    unknown: [],
  });
  expect(modelFiles([]).missing).toHaveLength(3);
});

/** The same network in Python's ONNX Runtime, one thread, with the window that the pipeline gives it. */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { modelFolder } from '@sinode/core/node';
import { windowLength } from './parts.mjs';
import { hoursPerSecond } from './speed.mjs';

const SCRIPT = `
import json, sys, time
import numpy, onnxruntime
path, name, length, runs = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
options = onnxruntime.SessionOptions()
options.intra_op_num_threads = options.inter_op_num_threads = 1
session = onnxruntime.InferenceSession(path, options, providers=["CPUExecutionProvider"])
window = numpy.sin(numpy.arange(length, dtype=numpy.float32) ** 2)[None, None]
best = float("inf")
for run in range(runs + 1):
    start = time.perf_counter()
    session.run(None, {name: window})
    best = min(best, time.perf_counter() - start)
print(json.dumps({"version": onnxruntime.__version__, "seconds": best}))
`;
const RUNS = 5;

/** @param python - path of a Python that has the package `onnxruntime` */
export function inPython(python, model, card) {
  const length = windowLength(card);
  const path = join(modelFolder(model), 'model.onnx');
  const { status, stdout, stderr, error } = spawnSync(
    python,
    ['-c', SCRIPT, path, card.input.name, String(length), String(RUNS)],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${python} could not run the network: ${error?.message ?? stderr}`);
  const { version, seconds } = JSON.parse(stdout);
  return {
    'onnxruntime of Python': version,
    infer: hoursPerSecond(length / card.input.samplingRate, seconds),
  };
}

/**
 * Keeps ONNX Runtime's native library quiet: see `onnx-node.ts` of the core, which cannot do it for worker threads. They
 * have a copy of the environment that native code does not see, so it is said here, in the thread that starts them.
 */
process.env.ORT_DISABLE_TELEMETRY = '1';

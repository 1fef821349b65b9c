import { expect, test } from 'vitest';
import { closeGate, createGate, GateClosedError, passThrough, throwIfClosed } from './gate.ts';

test('closing waits until everyone is out', async () => {
  const gate = createGate();
  const events: string[] = [];
  const inside = passThrough(gate, async () => {
    await new Promise((resolve) => setTimeout(resolve, 30));
    events.push('out');
  });
  await closeGate(gate);
  events.push('closed');
  await inside;
  expect(events).toEqual(['out', 'closed']);
});

test('nobody gets in any more, and long work ends early', async () => {
  const gate = createGate();
  const long = passThrough(gate, async () => {
    for (;;) {
      throwIfClosed(gate);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  });
  const broken = expect(long).rejects.toThrow(GateClosedError);
  await closeGate(gate);
  await broken;
  await expect(passThrough(gate, async () => 1)).rejects.toThrow(GateClosedError);
});

test('work that fails comes out too', async () => {
  const gate = createGate();
  await expect(passThrough(gate, () => Promise.reject(new Error('x')))).rejects.toThrow('x');
  await closeGate(gate);
});

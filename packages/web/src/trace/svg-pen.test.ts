import { expect, test } from 'vitest';
import { createSvgPen } from './svg-pen.ts';

test('a picture has the size in millimetres that its scale claims', () => {
  expect(createSvgPen({ width: 960, height: 96 }, 'ECG').finish()).toContain('width="254mm" height="25.4mm"');
});

test('names from files do not become markup', () => {
  const pen = createSvgPen({ width: 10, height: 10 }, '"><script>');
  pen.fillText('<script>alert(1)</script>&\u0001', 0, 0);
  const svg = pen.finish();
  expect(svg).not.toContain('<script');
  expect(svg).toContain('&lt;script&gt;alert(1)&lt;/script&gt;&amp;</text>');
});

test('a path, a dash, a circle and what is clipped come out as drawn', () => {
  const pen = createSvgPen({ width: 100, height: 100 }, 'ECG');
  pen.save();
  pen.beginPath();
  pen.rect(0, 0, 50, 50);
  pen.clip();
  pen.beginPath();
  pen.moveTo(1.234567, 2);
  pen.lineTo(3, 4);
  pen.strokeStyle = '#123456';
  pen.setLineDash([4, 2]);
  pen.stroke();
  pen.restore();
  pen.beginPath();
  pen.arc(10, 10, 5, 0, 2 * Math.PI);
  pen.stroke();
  const svg = pen.finish();
  expect(svg).toContain(
    '<path d="M1.23 2L3 4" fill="none" stroke="#123456" stroke-width="1" stroke-linejoin="miter" stroke-dasharray="4 2"/>',
  );
  expect(svg).toContain('<path d="M5 10a5 5 0 1 0 10 0a5 5 0 1 0 -10 0Z"');
  expect(svg.match(/<g /g)).toHaveLength(1);
  expect(svg.match(/<\/g>/g)).toHaveLength(1);
  // What was set inside is forgotten outside.
  expect(svg).toContain('Z" fill="none" stroke="#000"');
});

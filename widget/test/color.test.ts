import { expect, it } from 'vitest';
import { contrast, readColor, theme } from '../src/color';

const rgb = (css: string, name: string) => {
  const parts = new RegExp(`${name}:rgb\\((\\d+) (\\d+) (\\d+)\\)`).exec(css)!;
  return [Number(parts[1]), Number(parts[2]), Number(parts[3])] as [number, number, number];
};

it('reads colours as a clinic writes them, and nothing else', () => {
  expect(readColor('#0af')).toEqual([0, 170, 255]);
  expect(readColor(' #17616B ')).toEqual([23, 97, 107]);
  expect(readColor('rgb(1, 2, 3)')).toEqual([1, 2, 3]);
  expect(readColor('red;} * {display:none')).toBeUndefined();
  expect(readColor('')).toBeUndefined();
});

it.each(['#000', '#fff', '#ffe600', '#7a7a7a', '#0af', '#f47b20', '#17616b', '#e91e63', '#00ff88'])(
  'makes %s readable in both schemes',
  (color) => {
    const css = theme(readColor(color)!);
    expect(contrast(rgb(css, '--_fill'), rgb(css, '--_on-fill'))).toBeGreaterThanOrEqual(4.5);
    for (const light of [
      [255, 255, 255],
      [238, 243, 243],
    ] as [number, number, number][]) {
      expect(contrast(rgb(css, '--_ink-light'), light)).toBeGreaterThanOrEqual(4.5);
    }
    for (const dark of [
      [21, 28, 32],
      [29, 38, 43],
      [36, 45, 51],
    ] as [number, number, number][]) {
      expect(contrast(rgb(css, '--_ink-dark'), dark)).toBeGreaterThanOrEqual(4.5);
    }
  },
);

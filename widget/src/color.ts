/** The clinic's colour made readable: WCAG contrast of at least 4.5 wherever text meets it. */
type Rgb = [number, number, number];

const LIGHT_SURFACE: Rgb = [238, 243, 243];
const DARK_SURFACE: Rgb = [36, 45, 51];
const ENOUGH = 4.6;

export function readColor(text: string): Rgb | undefined {
  const hex = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text.trim())?.[1];
  if (hex) {
    const part = hex.length / 3;
    const at = (i: number) => parseInt(hex.slice(i * part, (i + 1) * part).repeat(3 - part), 16);
    return [at(0), at(1), at(2)];
  }
  const rgb = /^rgb\((\d+)[ ,]+(\d+)[ ,]+(\d+)\)$/.exec(text.trim());
  return rgb ? [Number(rgb[1]), Number(rgb[2]), Number(rgb[3])] : undefined;
}

function luminance(color: Rgb): number {
  const linear = (channel: number) => {
    const c = channel / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
}

export function contrast(a: Rgb, b: Rgb): number {
  const [x, y] = [luminance(a), luminance(b)];
  return (Math.max(x, y) + 0.05) / (Math.min(x, y) + 0.05);
}

/** The colour, moved towards `to` only as far as `on` needs it. */
function readable(color: Rgb, on: Rgb, to: Rgb): Rgb {
  for (let step = 0; step < 20; step++) {
    const share = step / 20;
    const mixed: Rgb = [0, 1, 2].map((i) => Math.round(color[i]! + (to[i]! - color[i]!) * share)) as Rgb;
    if (contrast(mixed, on) >= ENOUGH) return mixed;
  }
  return to;
}

const css = (color: Rgb) => `rgb(${color[0]} ${color[1]} ${color[2]})`;

/** Custom properties of a theme: areas filled with the colour, and the colour as ink on light and on dark. */
export function theme(color: Rgb): string {
  const white: Rgb = [255, 255, 255];
  const dark: Rgb = [13, 22, 26];
  const fill = contrast(color, white) >= 3 ? readable(color, white, [0, 0, 0]) : color;
  const onFill = contrast(fill, white) >= ENOUGH ? white : dark;
  return (
    `--_fill:${css(fill)};--_on-fill:${css(onFill)};` +
    `--_ink-light:${css(readable(color, LIGHT_SURFACE, [0, 0, 0]))};` +
    `--_ink-dark:${css(readable(color, DARK_SURFACE, white))}`
  );
}

import { svg, type SVGTemplateResult } from 'lit';

function icon(...paths: string[]): SVGTemplateResult {
  return svg`<svg viewBox="0 0 24 24" aria-hidden="true">${paths.map((d) => svg`<path d=${d}></path>`)}</svg>`;
}

export const path = icon(
  'M5.5 20.5a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5Z',
  'M18.5 8a2.25 2.25 0 1 0 0-4.5 2.25 2.25 0 0 0 0 4.5Z',
  'M7.75 18.25h6.5a3.13 3.13 0 0 0 0-6.25h-4.5a3.13 3.13 0 0 1 0-6.25h6.5',
);
export const more = icon('M5 12h.01', 'M12 12h.01', 'M19 12h.01');
export const down = icon('m6 9.5 6 6 6-6');
export const send = icon('M12 19V5', 'm5.5 11.5 6.5-6.5 6.5 6.5');
export const check = icon('m5 12.5 4.5 4.5L19 7.5');
export const external = icon(
  'M9 6H6.5A1.5 1.5 0 0 0 5 7.5v10A1.5 1.5 0 0 0 6.5 19h10a1.5 1.5 0 0 0 1.5-1.5V15',
  'M13 5h6v6',
  'm19 5-8.5 8.5',
);
export const phone = icon(
  'M6.5 4h3l1.5 4.25-2 1.5a11 11 0 0 0 5.25 5.25l1.5-2L20 14.5v3A2.5 2.5 0 0 1 17.25 20 14.5 14.5 0 0 1 4 6.75 2.5 2.5 0 0 1 6.5 4Z',
);
export const alert = icon('M12 4 2.75 20h18.5L12 4Z', 'M12 10v4.25', 'M12 17.25h.01');
export const paper = icon(
  'M7.5 3.5h6.75L19 8.25V19a1.5 1.5 0 0 1-1.5 1.5h-10A1.5 1.5 0 0 1 6 19V5a1.5 1.5 0 0 1 1.5-1.5Z',
  'M14 3.75V8.5h4.75',
  'M9.5 12.5h5.5',
  'M9.5 16h5.5',
);
export const save = icon('M12 4v11', 'm7 10.5 5 5 5-5', 'M5 20h14');
export const print = icon(
  'M7 9V4h10v5',
  'M7 17H5a1.5 1.5 0 0 1-1.5-1.5v-5A1.5 1.5 0 0 1 5 9h14a1.5 1.5 0 0 1 1.5 1.5v5A1.5 1.5 0 0 1 19 17h-2',
  'M7 14h10v6H7v-6Z',
);
export const restart = icon('M4.5 12a7.5 7.5 0 1 0 2.4-5.5L4.5 8.75', 'M4.5 4.5v4.25h4.25');
export const trash = icon(
  'M4.5 7h15',
  'M9.5 7V4.5h5V7',
  'M6.5 7l.75 11.5A1.6 1.6 0 0 0 8.85 20h6.3a1.6 1.6 0 0 0 1.6-1.5L17.5 7',
  'M10.25 11v5',
  'M13.75 11v5',
);

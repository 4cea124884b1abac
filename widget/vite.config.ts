import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { defineConfig, type Plugin } from 'vite';
import { parse } from 'yaml';

const APP = 'pump-navigator.js';

/**
 * Lit notes its versions on `globalThis` and takes the Trusted Types policy `lit-html`. On somebody
 * else's page neither is ours to take: the page may well use Lit itself.
 */
function litLeavesNoTrace(): Plugin {
  const edits: Record<string, [find: RegExp, replace: string][]> = {
    'lit-html/lit-html.js': [
      [/\(\w+\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
      [/createPolicy\("lit-html"/, 'createPolicy("pump-navigator"'],
    ],
    '@lit/reactive-element/reactive-element.js': [
      [/\(\w+\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0'],
      [/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/, ''],
      [/this\[Symbol\.metadata\]/, 'null'],
      [/litPropertyMetadata\.get\(\w+\)/, 'void 0'],
    ],
    'lit-element/lit-element.js': [[/\(\w+\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\)/, '0']],
  };
  return {
    name: 'lit-leaves-no-trace',
    transform(code, id) {
      const file = Object.keys(edits).find((path) => id.split('?')[0]!.endsWith(`/node_modules/${path}`));
      if (!file) return null;
      for (const [find, replace] of edits[file]!) {
        if (!find.test(code)) this.error(`${file} no longer holds ${find}: look at this Lit version again`);
        code = code.replace(find, replace);
      }
      return { code, map: null };
    },
  };
}

/** The loader names the app by its content, so that a browser may keep it for good. */
function appVersion(): string {
  return createHash('sha256')
    .update(readFileSync(`dist/${APP}`))
    .digest('hex')
    .slice(0, 12);
}

interface Words {
  launcher: Record<string, string>;
  labels: Record<string, string>;
  sentences: Record<string, string>;
}

/** The words that people wrote, where `pump-navigator check` reads them too. */
const WORDS = parse(readFileSync('../guides/widget.yml', 'utf8')) as Words;

export default defineConfig(({ mode }) => {
  const loader = mode === 'loader';
  return {
    publicDir: loader ? false : 'public',
    plugins: [litLeavesNoTrace()],
    define: loader
      ? { __APP__: JSON.stringify(`${APP}?v=${appVersion()}`), __WORDS__: JSON.stringify(WORDS.launcher) }
      : { __WORDS__: JSON.stringify({ ...WORDS.labels, ...WORDS.sentences }) },
    build: {
      emptyOutDir: !loader,
      modulePreload: false,
      reportCompressedSize: true,
      lib: {
        entry: loader ? 'src/widget.ts' : 'src/app.ts',
        formats: [loader ? 'iife' : 'es'],
        name: 'pumpNavigator',
        fileName: () => (loader ? 'widget.js' : APP),
      },
      minify: true,
      rollupOptions: { output: { extend: false } },
    },
    test: { include: ['test/**/*.test.ts'] },
  };
});

// Makes web/dist/: the page's script in chunks, its style, fonts, and what the map needs.
// Nothing is fetched; all comes from node_modules/, as package-lock.json names it.
import { build } from 'esbuild';
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { feature, mesh } from 'topojson-client';

const require = createRequire(import.meta.url);
const dist = new URL('dist/', import.meta.url);
const out = (name) => new URL(name, dist);

await rm(dist, { recursive: true, force: true });
for (const folder of ['fonts', 'map']) await mkdir(out(folder + '/'), { recursive: true });

await build({
  entryPoints: { app: 'src/main.tsx' },
  absWorkingDir: new URL('.', import.meta.url).pathname,
  outdir: 'dist',
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  minify: true,
  charset: 'utf8',
  legalComments: 'none',
  chunkNames: 'part-[name]-[hash]',
  external: ['/fonts/*'],
  logLevel: 'warning',
});

const copies = [
  ['./src/index.html', 'index.html'],
  ['./src/icon.svg', 'icon.svg'],
  ['./LICENSES.md', 'licences.txt'],
  [
    '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2',
    'fonts/plex-arabic-400.woff2',
  ],
  [
    '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2',
    'fonts/plex-arabic-600.woff2',
  ],
  ['@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-400-normal.woff2', 'fonts/plex-latin-400.woff2'],
  ['@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-latin-600-normal.woff2', 'fonts/plex-latin-600.woff2'],
  ['@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-arabic-400-normal.woff2', 'fonts/naskh-arabic-400.woff2'],
  ['@fontsource/noto-naskh-arabic/files/noto-naskh-arabic-latin-400-normal.woff2', 'fonts/naskh-latin-400.woff2'],
  ['maplibre-gl/dist/maplibre-gl-csp-worker.js', 'map/worker.js'],
  ['maplibre-gl/dist/maplibre-gl.css', 'map/map.css'],
  ['@mapbox/mapbox-gl-rtl-text/mapbox-gl-rtl-text.min.js', 'map/rtl.js'],
];
for (const [from, to] of copies)
  await copyFile(from.startsWith('.') ? new URL(from, import.meta.url) : require.resolve(from), out(to));

// Land and borders of Natural Earth, to two decimals of a degree: about a kilometre. The coarse ones
// (1:110 million) are drawn at once, the fine ones (1:50 million) take their place when they are read.
const rounded = (name, value) =>
  writeFile(
    out(`map/${name}.json`),
    JSON.stringify(value, (_, v) => (typeof v === 'number' ? Math.round(v * 100) / 100 : v)),
  );
for (const [scale, ending] of [
  ['110m', '-coarse'],
  ['50m', ''],
]) {
  const world = JSON.parse(await readFile(require.resolve(`world-atlas/countries-${scale}.json`), 'utf8'));
  await rounded('land' + ending, feature(world, world.objects.land));
  await rounded('borders' + ending, {
    type: 'Feature',
    properties: {},
    geometry: mesh(world, world.objects.countries, (a, b) => a !== b),
  });
}

// Writes LICENSES.md: each package of which something is in dist/, its version, licence and notice.
// Asks the build itself what it bundled, so that nothing can be left out.
import { build } from 'esbuild';
import { readFile, readdir, writeFile } from 'node:fs/promises';

const root = new URL('../', import.meta.url);
const made = await build({
  entryPoints: ['src/main.tsx'],
  absWorkingDir: root.pathname,
  bundle: true,
  splitting: true,
  format: 'esm',
  outdir: 'dist',
  write: false,
  metafile: true,
  minify: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  external: ['/fonts/*'],
  logLevel: 'error',
});
const names = new Set([
  '@fontsource/ibm-plex-sans-arabic',
  '@fontsource/noto-naskh-arabic',
  '@mapbox/mapbox-gl-rtl-text',
  'world-atlas',
]);
for (const output of Object.values(made.metafile.outputs)) {
  for (const [input, { bytesInOutput }] of Object.entries(output.inputs)) {
    const found = /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(input);
    if (found && bytesInOutput > 0) names.add(found[1]);
  }
}
const permissive = /^\(?(MIT|ISC|BSD-2-Clause|BSD-3-Clause|Apache-2\.0|0BSD|Unlicense|OFL-1\.1)( OR [\w.-]+\))?$/;
const folder = (name) => new URL(`node_modules/${name}/`, root);
async function notice(name) {
  const files = await readdir(folder(name));
  const file = files.find((one) => /^licen[cs]e/i.test(one));
  return file ? (await readFile(new URL(file, folder(name)), 'utf8')).trim() : '';
}
// MapLibre comes as one file that holds the packages it is made of.
const inside = JSON.parse(await readFile(new URL('package.json', folder('maplibre-gl')), 'utf8')).dependencies;
for (const name of Object.keys(inside)) if (!name.startsWith('@types/')) names.add(name);
const rows = [];
const notices = [];
for (const name of [...names].sort()) {
  const { version, license } = JSON.parse(await readFile(new URL('package.json', folder(name)), 'utf8'));
  if (!permissive.test(license)) throw new Error(`${name} ${version}: ${license}`);
  rows.push(`| ${name} | ${version} | ${license} |`);
  const text = await notice(name);
  if (text) notices.push(`## ${name} ${version}\n\n\`\`\`text\n${text}\n\`\`\``);
}
await writeFile(
  new URL('LICENSES.md', root),
  `# What the page bundles

The page itself is under Apache-2.0, as the rest of Marsad. \`npm run licences\` writes this file from what the build bundles. Land and borders are Natural Earth's, in the public domain, by way of world-atlas.

| package | version | licence |
|---|---|---|
${rows.join('\n')}

${notices.join('\n\n')}
`,
);

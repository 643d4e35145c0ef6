// Looks at every screen in both languages and sizes: a picture of each, what axe finds, and what the
// console says. Needs the mock server and a chromium; ends with 1 where anything is wrong.
//   node dev/look.mjs [FOLDER] [SCREEN…]     BASE=http://… NAME=… PASSWORD=… CHROMIUM=/usr/bin/chromium THEME=dark
// Where there is no account yet, it looks at the first run alone.
// With PAGE=1 the pictures are small (WebP) and FOLDER gets a README.md that lists them: docs/pictures.
import { chromium } from 'playwright-core';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const base = process.env.BASE ?? 'http://127.0.0.1:8091';
const account = { name: process.env.NAME ?? 'steward', password: process.env.PASSWORD ?? 'a long one' };
const [folder = 'dev/pictures', ...only] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screens = [
  ['inbox', '#/inbox?state=all'],
  ['read-a-text', '#/inbox', '.page-head button.main'],
  ['article', '#/article/sarmin-1'],
  ['article-merge', '#/article/rastan-2', '.card > .row .actions button:nth-child(4)'],
  ['article-split', '#/article/rastan-2', '.card > .row .actions button:nth-child(5)'],
  ['article-edit', '#/article/rastan-2', '.part .actions button:nth-child(2)'],
  ['article-reject', '#/article/rastan-2', '.card > .row .actions button:nth-child(3)'],
  ['article-new', '#/article/rastan-2', '.page-head button[aria-keyshortcuts=N]'],
  ['article-stance', '#/article/rastan-2', '.legend button:nth-of-type(2)'],
  ['article-evidence', '#/article/sarmin-3?at=93-101'],
  ['incidents', '#/incidents'],
  ['incident', '#/incident/i-bea896d17f'],
  ['incident-merge', '#/incident/i-bea896d17f', '.page-head .row button:nth-child(1)'],
  ['incident-treat', '#/incident/i-bea896d17f', '.dispute.disputed:not(.treated) button'],
  ['ledger', '#/ledger'],
  ['map', '#/map'],
  ['timeline', '#/timeline'],
  ['sources', '#/sources'],
  ['quotes', '#/sources', '[role=tab]:nth-child(2)'],
  ['keys', '#/inbox', '.head button[title]'],
  ['nothing', '#/incidents?type=siege'],
  ['missing', '#/article/none'],
  ['exports', '#/exports'],
  ['releases', '#/exports', '.panel:last-of-type td:nth-last-child(2) .button'],
  ['policies', '#/policies'],
  ['quality', '#/quality'],
  ['audit', '#/audit'],
  ['people', '#/people'],
  ['sessions', '#/people', 'tr:last-child td .button.quiet'],
  ['account', '#/account'],
].filter(([name]) => only.length === 0 || only.includes(name));
const sizes = [
  ['desk', 1366, 768],
  ['phone', 390, 844],
];
/** What a picture shows, for the page that lists them. */
const captions = {
  'first-run': 'the first run, which offers the sample articles',
  'sign-in': 'signing in',
  inbox: 'the inbox: one row an origin, who reads what',
  'read-a-text': 'a text that somebody reads in',
  article: 'an article as published, beside the claims that were read in it',
  'article-merge': 'a claim merged into another',
  'article-split': 'a claim parted in two',
  'article-edit': 'a happening corrected',
  'article-reject': 'a claim rejected',
  'article-new': 'a reading that a person adds',
  'article-stance': 'the same words by stance',
  'article-evidence': 'the evidence of a cell, in its article',
  incidents: 'incidents, with range and grade of the chosen policy',
  incident: 'an incident: where its sources disagree, who says what',
  'incident-merge': 'two incidents compared before they are merged',
  'incident-treat': 'a disagreement treated',
  ledger: 'the ledger: every claim, every cell with its evidence',
  map: 'the map, and what cannot be put on it',
  timeline: 'happenings and reports over time',
  sources: 'outlets, and what they corrected',
  quotes: 'who quotes whom',
  keys: 'the keys',
  nothing: 'a question that nothing meets',
  missing: 'an address that leads nowhere',
  exports: 'formats, and what each cannot say',
  releases: 'releases: drafts, published ones, what each changes',
  policies: 'policies, and what another would change',
  quality: 'what people accepted and corrected',
  audit: 'the log, and the store checked against it',
  people: 'accounts and roles',
  sessions: 'where somebody is signed in',
  account: 'what everybody changes of his own',
};
const page_wanted = process.env.PAGE === '1';
const tallest = 1700;

/** A picture of the page; for docs as WebP, which the browser itself makes. */
async function keep(page, name, whole) {
  if (whole) await page.evaluate(() => scrollTo(0, 0));
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const { width } = page.viewportSize();
  const clip = whole ? { x: 0, y: 0, width, height: page_wanted ? Math.min(height, tallest) : height } : undefined;
  const picture = await page.screenshot({ clip, fullPage: whole });
  if (!page_wanted) return writeFile(`${folder}/${name}.png`, picture);
  const webp = await page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      canvas.getContext('2d').drawImage(image, 0, 0);
      return canvas.toDataURL('image/webp', 0.7).split(',')[1];
    },
    'data:image/png;base64,' + picture.toString('base64'),
  );
  return writeFile(`${folder}/${name}.webp`, Buffer.from(webp, 'base64'));
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
await mkdir(folder, { recursive: true });
let wrong = 0;
const tell = (...words) => {
  wrong += 1;
  console.log(...words);
};

async function check(page, name) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() =>
    window.axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }),
  );
  for (const one of violations)
    tell(
      `axe ${name}: ${one.id} — ${one.help}`,
      one.nodes
        .slice(0, 3)
        .map((node) => node.html.slice(0, 120) + ' ' + (node.any[0]?.message ?? ''))
        .join(' | '),
    );
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  if (wide > 1) tell(`wide ${name}: ${wide}px too wide`);
}

for (const language of ['ar', 'en']) {
  for (const [size, width, height] of sizes) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme: process.env.THEME === 'dark' ? 'dark' : 'light',
      bypassCSP: false,
    });
    await context.addInitScript((value) => localStorage.setItem('marsad.language', value), language);
    const page = await context.newPage();
    page.on('console', (message) => {
      if (
        ['error', 'warning'].includes(message.type()) &&
        !/40[14]/.test(message.text()) &&
        !/GPU stall|GL Driver/.test(message.text())
      )
        tell(`console ${language} ${page.url()}: ${message.text()}`);
    });
    page.on('pageerror', (error) => tell(`error ${language} ${page.url()}: ${error.message}`));
    page.on('request', (request) => {
      if (!request.url().startsWith(base) && !/^(blob|data):/.test(request.url()))
        tell('asked of another host:', request.url());
    });
    await page.goto(base + '/');
    await page.waitForSelector('form');
    const first = await page.evaluate(async () => (await (await fetch('/api/v1/session')).json()).first_run);
    const door = first ? 'first-run' : 'sign-in';
    if (only.length === 0) {
      await keep(page, `${door}-${language}-${size}`, first);
      await check(page, `${door} ${language} ${size}`);
    }
    if (first) {
      await context.close();
      continue;
    }
    await page.evaluate(
      async ([lang, who]) => {
        const { csrf } = await (
          await fetch('/api/v1/session', {
            method: 'POST',
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(who),
          })
        ).json();
        await fetch('/api/v1/me/language', {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf },
          body: JSON.stringify({ language: lang }),
        });
      },
      [language, account],
    );
    for (const [name, address, press] of screens) {
      await page.goto(`${base}/${address}`);
      await page.reload();
      await page.waitForSelector('h1');
      await page.waitForTimeout(/map|incident$|timeline/.test(name) ? 2500 : 500);
      if (press)
        await page
          .locator(press)
          .first()
          .click()
          .then(
            () => page.waitForTimeout(300),
            (fault) => tell(`${name}: ${fault.message.slice(0, 100)}`),
          );
      await keep(page, `${name}-${language}-${size}`, size === 'phone' || process.env.FULL === '1');
      await check(page, `${name} ${language} ${size}`);
    }
    await context.close();
  }
}
await browser.close();
if (page_wanted) {
  const cell = (name, language, size) => `[${size}](${name}-${language}-${size}.webp)`;
  const rows = Object.entries(captions).map(
    ([name, words]) =>
      `| ${name} | ${words} | ${cell(name, 'ar', 'desk')}, ${cell(name, 'ar', 'phone')} | ${cell(name, 'en', 'desk')}, ${cell(name, 'en', 'phone')} |`,
  );
  await writeFile(
    `${folder}/README.md`,
    `# Pictures of the workbench

Every screen in both languages, at a desk (1366×768) and on a telephone (390×844), over the articles of \`web/dev/fixtures\` after a desk's day (\`web/dev/try.mjs\`). All happenings are invented, the towns are real. \`web/dev/look.mjs\` makes them, and this page, with \`PAGE=1\`.

| screen | what | Arabic | English |
|---|---|---|---|
${rows.join('\n')}
`,
  );
}
console.log(wrong === 0 ? 'nothing wrong' : `${wrong} things wrong`);
process.exit(wrong === 0 ? 0 : 1);

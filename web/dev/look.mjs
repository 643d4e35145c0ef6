// Looks at every screen in both languages and sizes: a picture of each, what axe finds, and what the
// console says. Needs the mock server and a chromium; ends with 1 where anything is wrong.
//   node dev/look.mjs [FOLDER] [SCREEN…]     BASE=http://… NAME=… PASSWORD=… CHROMIUM=/usr/bin/chromium THEME=dark
import { chromium } from 'playwright-core';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const base = process.env.BASE ?? 'http://127.0.0.1:8091';
const account = { name: process.env.NAME ?? 'steward', password: process.env.PASSWORD ?? 'a long one' };
const [folder = 'dev/pictures', ...only] = process.argv.slice(2);
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const screens = [
  ['inbox', '#/inbox'],
  ['read-a-text', '#/inbox', '.page-head button.main'],
  ['article', '#/article/sarmin-1'],
  ['article-edit', '#/article/rastan-2', '.part .actions button:nth-child(2)'],
  ['article-reject', '#/article/rastan-2', '.card > .row .actions button:nth-child(3)'],
  ['article-new', '#/article/rastan-2', '.page-head button[aria-keyshortcuts=N]'],
  ['article-stance', '#/article/rastan-2', '.legend button:nth-of-type(2)'],
  ['article-evidence', '#/article/sarmin-3?at=93-101'],
  ['incidents', '#/incidents'],
  ['incident', '#/incident/i-bea896d17f'],
  ['incident-merge', '#/incident/i-bea896d17f', '.page-head .row button:nth-child(1)'],
  ['incident-treat', '#/incident/i-bea896d17f', '.dispute.disputed button'],
  ['ledger', '#/ledger'],
  ['map', '#/map'],
  ['timeline', '#/timeline'],
  ['sources', '#/sources'],
  ['quotes', '#/sources', '[role=tab]:nth-child(2)'],
  ['keys', '#/inbox', '.head button[title]'],
  ['nothing', '#/incidents?type=siege'],
  ['missing', '#/article/none'],
  ['exports', '#/exports'],
  ['policies', '#/policies'],
  ['quality', '#/quality'],
  ['audit', '#/audit'],
  ['people', '#/people'],
  ['account', '#/account'],
].filter(([name]) => only.length === 0 || only.includes(name));
const sizes = [
  ['desk', 1366, 768],
  ['phone', 390, 844],
];
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
    if (only.length === 0) {
      await page.screenshot({ path: `${folder}/sign-in-${language}-${size}.png` });
      await check(page, `sign-in ${language} ${size}`);
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
      await page.screenshot({
        path: `${folder}/${name}-${language}-${size}.png`,
        fullPage: size === 'phone' || process.env.FULL === '1',
      });
      await check(page, `${name} ${language} ${size}`);
    }
    await context.close();
  }
}
await browser.close();
console.log(wrong === 0 ? 'nothing wrong' : `${wrong} things wrong`);
process.exit(wrong === 0 ? 0 : 1);

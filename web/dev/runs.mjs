// Compares every article of a served store with what the page makes of it: each paragraph is one text node,
// letter for letter; and no word is moved, reordered or shaped otherwise by painting: the boxes of all words
// are the same with highlights and without. In both languages, by role and by stance.
//   BASE=http://… NAME=… PASSWORD=… node dev/runs.mjs
import { chromium } from 'playwright-core';

const base = process.env.BASE ?? 'http://127.0.0.1:8091';
const account = { name: process.env.NAME ?? 'steward', password: process.env.PASSWORD ?? 'a long one' };
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
page.setDefaultTimeout(30000);
let wrong = 0;
const tell = (...words) => {
  wrong += 1;
  console.log('✕', ...words);
};
page.on('pageerror', (error) => tell('page error:', error.message));
await page.goto(base + '/');
await page.waitForSelector('form');
const ask = (path, body) =>
  page.evaluate(
    async ([where, given]) => {
      const answer = await fetch('/api/v1' + where, {
        method: given ? 'POST' : 'GET',
        headers: { 'Content-Type': 'application/json' },
        body: given ? JSON.stringify(given) : undefined,
      });
      return answer.json();
    },
    [path, body],
  );
await ask('/session', account);
const { rows } = await ask('/articles?limit=500');
if (!rows?.length) throw new Error(`${base} shows ${account.name} no article`);

/** The box of each word of the text, and how many ranges are painted. */
const boxes = () =>
  page.evaluate(() => {
    const painted = [...CSS.highlights.values()].reduce((sum, one) => sum + one.size, 0);
    const words = [...document.querySelectorAll('.article-text p')].flatMap((paragraph) => {
      const node = paragraph.firstChild;
      return [...node.data.matchAll(/\S+/g)].map((word) => {
        const range = document.createRange();
        range.setStart(node, word.index);
        range.setEnd(node, word.index + word[0].length);
        return [...range.getClientRects()].map((box) => [box.x, box.y, box.width, box.height].join(' ')).join('; ');
      });
    });
    return { painted, words };
  });

let words = 0;
let painted = 0;
for (const language of ['ar', 'en']) {
  await page.evaluate((value) => localStorage.setItem('marsad.language', value), language);
  for (const row of rows) {
    const { analysis } = await ask('/articles/' + encodeURIComponent(row.article));
    await page.goto(`${base}/#/article/${encodeURIComponent(row.article)}`);
    await page.reload();
    await page.waitForSelector('.article-text p');
    const shown = await page.$$eval('.article-text p', (all) =>
      all.map((one) => ({ text: one.textContent, nodes: one.childNodes.length })),
    );
    const lines = analysis.document.text.split('\n').filter((line) => line.trim());
    if (JSON.stringify(shown.map((one) => one.text)) !== JSON.stringify(lines))
      tell(row.article, 'is not as published');
    if (shown.some((one) => one.nodes !== 1)) tell(row.article, 'is parted into several text nodes');
    for (const paint of ['role', 'stance']) {
      await page.locator(`.legend button:nth-of-type(${paint === 'role' ? 1 : 2})`).click();
      const with_paint = await boxes();
      await page.evaluate(() => CSS.highlights.clear());
      const without = await boxes();
      words += without.words.length;
      painted += with_paint.painted;
      const moved = without.words.filter((box, index) => box !== with_paint.words[index]).length;
      if (moved > 0 || with_paint.words.length !== without.words.length)
        tell(`${row.article} by ${paint} in ${language}: ${moved} words stand elsewhere when painted`);
    }
  }
}
if (painted === 0) tell('nothing was painted at all');
await browser.close();
console.log(`${rows.length} articles, ${words} words compared, ${painted} ranges painted, ${wrong} things wrong`);
process.exit(wrong === 0 ? 0 : 1);

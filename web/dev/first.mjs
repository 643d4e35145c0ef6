// The first run over an empty store, with the sample articles, in a real browser. BASE is such a server.
//   BASE=http://… node dev/first.mjs
import { chromium } from 'playwright-core';
import assert from 'node:assert/strict';

const base = process.env.BASE;
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
});
const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
page.setDefaultTimeout(60000);
page.on('pageerror', (error) => {
  console.log('page error:', error.message);
  process.exitCode = 1;
});
await page.goto(base);
await page.getByLabel('الاسم').fill('سلمى');
await page.getByLabel('كلمة السر', { exact: true }).fill('a long password');
await page.getByLabel('كلمة السر مرة أخرى').fill('a long password');
// A steward who works with others sees no content, so nothing is offered.
const samples = page.getByLabel(/الأخبار النموذجية/);
await page.getByLabel(/نحن فريق/).check();
assert.equal(await samples.count(), 0);
await page.getByLabel(/أعمل وحدي/).check();
await samples.check();
await page.keyboard.press('Enter');
// How far it is shows while it is read, which may be over before the inbox stands: server_test.py hears it.
await page.locator('.inbox-row').first().waitFor();
await page.waitForFunction(() => !document.querySelector('.box progress'));
const rows = await page.evaluate(async () => (await (await fetch('/api/v1/inbox?state=all&limit=1')).json()).total);
assert.ok(rows > 40, `${rows} origins`);
await page.reload();
await page.locator('.inbox-row').first().waitFor();
assert.equal(await page.getByRole('button', { name: 'اقرأ الأخبار النموذجية' }).count(), 0);
await browser.close();
console.log(process.exitCode ? '✕ the first run' : '✓ the first run reads the samples');

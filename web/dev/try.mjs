// Does what a desk does, in a real browser, by keyboard where it can, and says what does not hold.
// Starts its own mock server, so that each run begins anew; or asks BASE, a server over a store of
// dev/fixtures/articles.jsonl that has no account yet.     [BASE=http://…] node dev/try.mjs
import { chromium } from 'playwright-core';
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { desk } from './try-desk.mjs';
import { workbench } from './try-workbench.mjs';

const port = 8092;
const base = process.env.BASE ?? `http://127.0.0.1:${port}`;
const server = process.env.BASE
  ? null
  : spawn(process.execPath, [new URL('mock.mjs', import.meta.url).pathname, String(port)], {
      env: { ...process.env, FIRST: '1' },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
if (server) await new Promise((ready) => server.stdout.once('data', ready));
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-GB' });
await context.addInitScript(() => {
  if (!localStorage.getItem('marsad.language')) localStorage.setItem('marsad.language', 'en');
});
// Changes of others are not heard of, so that a conflict comes about.
await context.route('**/api/v1/events', (route) => route.abort());
const page = await context.newPage();
page.setDefaultTimeout(20000);
page.on('pageerror', (error) => {
  console.log('page error:', error.message);
  process.exitCode = 1;
});

async function step(name, act) {
  try {
    await act();
    console.log('✓', name);
  } catch (caught) {
    console.log('✕', name, '\n ', String(caught.message).slice(0, 600));
    await page.screenshot({ path: join(tmpdir(), `try-${name.replace(/\W+/g, '-')}.png`) }).catch(() => {});
    process.exitCode = 1;
  }
}
const api = (path, body) =>
  page.evaluate(
    async ([where, given]) => {
      const { csrf } = await (await fetch('/api/v1/session')).json();
      const answer = await fetch(
        '/api/v1' + where,
        given
          ? {
              method: 'POST',
              headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': csrf },
              body: JSON.stringify(given),
            }
          : {},
      );
      return answer.json();
    },
    [path, body],
  );
const open = async (address) => {
  await page.goto(`${base}/${address}`);
  // Another part of the address alone loads nothing anew: what stood there before would still stand.
  await page.reload();
  await page.waitForSelector('h1');
};
const sign = async (name) => {
  await page.getByLabel('Name').fill(name);
  await page.getByLabel('Password').fill('a long password');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.side');
};

await step('first run makes the steward', async () => {
  await page.goto(base);
  await page.getByText('There is no account yet').waitFor();
  await page.getByLabel('Name').fill('salma');
  await page.getByLabel('Password', { exact: true }).fill('a long password');
  await page.getByLabel('Password once more').fill('a long passwort');
  await page.getByText('The two passwords differ').waitFor();
  await page.getByLabel('Password once more').fill('a long password');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Inbox' }).waitFor();
});
await step('every article is rendered letter for letter, one text node a paragraph', async () => {
  const fixtures = readFileSync(new URL('fixtures/analyses.jsonl', import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  for (const { document } of fixtures) {
    await open(`#/article/${document.id}`);
    await page.waitForSelector('.article-text p');
    const shown = await page.$$eval('.article-text p', (all) =>
      all.map((one) => ({ text: one.textContent, nodes: one.childNodes.length })),
    );
    assert.deepEqual(
      shown.map((one) => one.text),
      document.text.split('\n').filter((line) => line.trim()),
    );
    assert.ok(shown.every((one) => one.nodes === 1));
  }
});
await step('highlights stand on the very words, past signs outside the first plane', async () => {
  await open('#/article/hostile-1');
  await page.waitForSelector('.article-text p');
  const painted = await page.evaluate(() =>
    [...CSS.highlights].flatMap(([name, ranges]) =>
      name.startsWith('role-') ? [...ranges].map((range) => range.toString()) : [],
    ),
  );
  const { analysis } = await api('/articles/hostile-1');
  for (const figure of analysis.figures) assert.ok(painted.includes(figure.text), `${figure.text} in ${painted}`);
  for (const mention of analysis.mentions.filter((one) => ['place', 'weapon'].includes(one.type)))
    assert.ok(painted.includes(mention.text), mention.text);
});
await step('accept, reject, undo and done by keyboard', async () => {
  await open('#/article/sarmin-1');
  await page.waitForSelector('.card.current');
  await page.keyboard.press('a');
  await page.locator('.card.was-accept').first().waitFor();
  await page.keyboard.press('j');
  await page.keyboard.press('r');
  await page.locator('.reject-line').waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.card.was-reject').first().waitFor();
  await page.keyboard.press('Control+z');
  await page.waitForFunction(() => !document.querySelector('.card.was-reject'));
  await page.keyboard.press('0');
  await page.getByRole('button', { name: 'Reopen' }).waitFor();
  const { corrections } = await api('/articles/sarmin-1');
  assert.deepEqual(
    corrections.map((one) => one.action + (one.undone ? '*' : '')),
    ['accept', 'reject*', 'undo', 'done'],
  );
});
await step('quick keys lose nothing', async () => {
  await open('#/article/rastan-1');
  await page.waitForSelector('.card.current');
  const cards = await page.locator('.card').count();
  for (let index = 0; index < cards; index++) {
    await page.keyboard.press('a');
    await page.keyboard.press('j');
  }
  await page.waitForTimeout(800);
  const { corrections, analysis } = await api('/articles/rastan-1');
  assert.equal(
    new Set(corrections.filter((one) => one.subject.startsWith('claim')).map((one) => one.subject)).size,
    analysis.claims.length,
  );
  assert.equal(await page.locator('dialog[open]').count(), 0);
});
await step('correct a figure; machine and person stand apart', async () => {
  await open('#/article/mukalla-2');
  await page.locator('.part.figure').first().getByRole('button', { name: /^Edit/ }).click();
  await page.getByLabel('Most').fill('9');
  await page.getByLabel('Reason').fill('the words say so');
  await page.keyboard.press('Enter');
  await page.locator('.part.figure.was-correct').first().waitFor();
  await page.locator('.part.figure.was-correct .before').getByText('machine reading').waitFor();
});
await step('a new reading from selected words', async () => {
  await page.evaluate(() => {
    const node = document.querySelector('.article-text p').firstChild;
    getSelection().setBaseAndExtent(node, 4, node, 12);
  });
  await page.waitForTimeout(100);
  await page.keyboard.press('n');
  await page.locator('.card.new').getByLabel('Figure').check();
  await page.locator('.card.new').getByLabel('Least').fill('2');
  await page.locator('.card.new').getByRole('button', { name: 'Save' }).click();
  await page.locator('.was-add').first().waitFor();
  const { corrections, analysis, article } = await api('/articles/mukalla-2');
  const after = corrections.at(-1).after;
  assert.equal([...(article.text ?? analysis.document.text)].slice(after.start, after.end).join(''), after.text);
});
await step('two people on one article: both are shown, none is lost', async () => {
  await open('#/article/darna-1');
  await page.waitForSelector('.card.current');
  await api('/articles/darna-1/corrections', {
    version: 1,
    revision: 0,
    action: 'reject',
    subject: 'claim/0',
    reason: 'somebody else',
  });
  await page.keyboard.press('a');
  await page.getByText('Somebody was faster').waitFor();
  await page.locator('dialog').getByText('somebody else').waitFor();
  await page.getByRole('button', { name: 'Send mine as well' }).click();
  await page.waitForTimeout(400);
  const { corrections } = await api('/articles/darna-1');
  assert.deepEqual(
    corrections.map((one) => one.action),
    ['reject', 'accept'],
  );
});
await step('an article read and corrected with the keyboard alone', async () => {
  const tabTo = async (selector) => {
    for (let presses = 0; presses < 80; presses++) {
      if (await page.evaluate((one) => document.activeElement?.matches(one) ?? false, selector)) return;
      await page.keyboard.press('Tab');
    }
    assert.fail(`Tab never came to ${selector}`);
  };
  await open('#/inbox?state=new');
  await page.waitForSelector('.inbox-row');
  await page.evaluate(() => document.querySelector('h1').focus());
  await tabTo('.inbox h2 a');
  for (
    let presses = 0;
    presses < 20 && !(await page.evaluate(() => document.activeElement.matches('[href*="fallujah-1"]')));
    presses++
  )
    await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await page.waitForSelector('.card.current');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  await page.keyboard.press('e');
  await page.waitForFunction(
    () => document.activeElement?.closest('.reading-form') && document.activeElement.matches('select'),
  );
  await page.keyboard.press('ArrowDown');
  await tabTo('.reading-form .button.main');
  await page.keyboard.press('Enter');
  await page.locator('.card.was-correct').first().waitFor();
  await page.keyboard.press('Shift+J');
  await page.waitForFunction(() => !location.hash.includes('fallujah-1'));
});
await step('what is typed outlives a reload', async () => {
  await open('#/article/zabadani-1');
  await page.waitForSelector('.card.current');
  await page.keyboard.press('e');
  await page.locator('.reading-form').getByLabel('Reason').fill('half a reason');
  await page.reload();
  await page.waitForSelector('.card.current');
  await page.keyboard.press('e');
  assert.equal(await page.locator('.reading-form').getByLabel('Reason').inputValue(), 'half a reason');
  await page.keyboard.press('Escape');
});
await step('a session that ends loses nothing', async () => {
  await page.keyboard.press('e');
  await page.locator('.reading-form').getByLabel('Reason').fill('kept');
  await page.evaluate(async () => {
    const { csrf } = await (await fetch('/api/v1/session')).json();
    await fetch('/api/v1/session', { method: 'DELETE', headers: { 'X-CSRF-Token': csrf } });
  });
  await page.locator('.reading-form').getByRole('button', { name: 'Save' }).click();
  await page.getByText('Your session ended. Sign in again: what you typed').first().waitFor();
  await page.locator('dialog').getByLabel('Password').fill('a long password');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => !document.querySelector('dialog[open]'));
  assert.equal(await page.locator('.reading-form').getByLabel('Reason').inputValue(), 'kept');
  await page.locator('.reading-form').getByRole('button', { name: 'Save' }).click();
  await page.locator('.card.was-correct').first().waitFor();
});
await step('why, on request', async () => {
  await page.keyboard.press('w');
  await page.locator('.why li').first().waitFor();
});
await workbench({ page, step, api, open });
await desk({ page, step, api, open, sign });
await browser.close();
server?.kill();

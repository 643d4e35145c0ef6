// Measures what one waits for: of every screen, loaded anew, when something is painted first and when its
// content stands; of the map, when land and points are drawn. Prints figures, milliseconds after the
// address was asked for. Asks BASE, a server with an account NAME that may see everything.
//   BASE=http://127.0.0.1:8080 NAME=… PASSWORD=… node dev/paint.mjs [ROUNDS]
import { chromium } from 'playwright-core';

const base = process.env.BASE ?? 'http://127.0.0.1:8091';
const account = { name: process.env.NAME ?? 'steward', password: process.env.PASSWORD ?? 'a long one' };
const rounds = Number(process.argv[2] ?? 3);
const screens = [
  'inbox',
  'incidents',
  'ledger',
  'map',
  'timeline',
  'sources',
  'exports',
  'policies',
  'quality',
  'audit',
  'people',
  'account',
];
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'],
});
const page = await browser.newPage({ viewport: { width: 1366, height: 768 } });
page.setDefaultTimeout(30000);
await page.goto(base + '/');
await page.waitForSelector('form');
const first = await page.evaluate(
  async (who) =>
    (
      await fetch('/api/v1/session', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(who),
      })
    ).ok,
  account,
);
if (!first) throw new Error(`${base} does not know ${account.name}; give NAME and PASSWORD`);
const ask = (path) => page.evaluate(async (where) => (await fetch('/api/v1' + where)).json(), path);
const article = (await ask('/inbox?state=all&limit=1')).rows[0]?.article;
const incident = (await ask('/incidents?limit=1&order=size')).rows[0]?.id;
if (article) screens.push('article/' + encodeURIComponent(article));
if (incident) screens.push('incident/' + incident);

/** How many colours the middle of the map has: one is the sea alone. */
async function colours() {
  const box = await page.locator('.map').boundingBox();
  const picture = await page.screenshot({ clip: box });
  return page.evaluate(
    async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.width;
      canvas.height = image.height;
      const context = canvas.getContext('2d');
      context.drawImage(image, 0, 0);
      const probe = (name) => {
        const element = document.createElement('i');
        element.style.color = `var(--${name})`;
        document.body.append(element);
        const [r, g, b] = getComputedStyle(element).color.match(/\d+/g).map(Number);
        element.remove();
        return [r, g, b];
      };
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      const count = ([r, g, b]) => {
        let found = 0;
        for (let at = 0; at < data.length; at += 4)
          if (Math.abs(data[at] - r) < 3 && Math.abs(data[at + 1] - g) < 3 && Math.abs(data[at + 2] - b) < 3)
            found += 1;
        return found;
      };
      return { land: count(probe('land')), marks: count(probe('accent')) };
    },
    'data:image/png;base64,' + picture.toString('base64'),
  );
}

const middle = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
console.log('screen'.padEnd(28), 'first paint'.padStart(12), 'content'.padStart(9));
for (const screen of screens) {
  const painted = [];
  const stood = [];
  for (let round = 0; round < rounds; round++) {
    await page.goto(`${base}/#/${screen}`);
    await page.reload();
    await page.waitForFunction(
      () =>
        document.querySelector('main h1') &&
        !document.querySelector('main .state[role=status]') &&
        performance.getEntriesByName('first-contentful-paint').length > 0,
      null,
      { polling: 10 },
    );
    const [paint, now] = await page.evaluate(() => [
      performance.getEntriesByName('first-contentful-paint')[0].startTime,
      performance.now(),
    ]);
    painted.push(paint);
    stood.push(now);
  }
  console.log(
    decodeURIComponent(screen).slice(0, 28).padEnd(28),
    middle(painted).toFixed(0).padStart(12),
    middle(stood).toFixed(0).padStart(9),
  );
}
for (let round = 0; round < rounds; round++) {
  await page.goto(`${base}/#/map`);
  await page.reload();
  await page.waitForFunction(() => performance.getEntriesByName('map.drawn').length > 0, null, { polling: 20 });
  const [begun, land, drawn] = await page.evaluate(() =>
    ['map.begun', 'map.land', 'map.drawn'].map((name) => Math.round(performance.getEntriesByName(name)[0].startTime)),
  );
  // What the page says of itself is believed when the picture shows it.
  const seen = await colours();
  const proof = seen.land > 1000 && seen.marks > 20 ? 'land and marks are in the picture' : 'THE PICTURE IS BARE';
  console.log(
    `map, round ${round + 1}: begun ${begun}, land ${land}, all ${drawn}; ${proof} (${seen.land}, ${seen.marks})`,
  );
}
await browser.close();

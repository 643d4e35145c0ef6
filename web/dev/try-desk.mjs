// The second half of a desk's day, after the articles: incidents, ledger, releases, the log, another role.
import assert from 'node:assert/strict';

export async function desk({ page, step, api, open, sign }) {
  await step('resolve a disagreement', async () => {
    await open('#/incident/i-bea896d17f');
    await page.locator('.dispute.disputed').first().getByRole('button', { name: 'Give a range' }).click();
    await page.getByLabel('Reason').fill('9 to 17, by two origins');
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.locator('#trail').waitFor();
    await page.locator('.trail').getByText('9 to 17, by two origins').waitFor();
  });
  await step('merge and undo', async () => {
    await page.getByRole('button', { name: 'Merge' }).click();
    await page.locator('dialog input[type=radio]').first().check();
    await page.locator('dialog table').waitFor();
    await page.getByLabel('Reason').fill('one attack');
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.getByText('formerly').waitFor();
    await page.locator('.trail li').last().getByRole('button', { name: 'Undo' }).click();
    await page.getByLabel('Reason').fill('two after all');
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.locator('.trail li.undone').waitFor();
  });
  await step('a conflict on an incident keeps the reason', async () => {
    const { version } = await api('/incidents/i-bea896d17f');
    await page.getByRole('button', { name: 'Note' }).click();
    await page.locator('dialog textarea').fill('my long reasoning');
    await api('/incidents/i-bea896d17f/decisions', { action: 'note', version, reason: 'of another' });
    await page.getByRole('button', { name: 'Decide' }).click();
    await page.locator('dialog').getByText('of another').waitFor();
    await page.locator('dialog').getByText('my long reasoning').waitFor();
    await page.getByRole('button', { name: 'Send mine as well' }).click();
    await page.locator('blockquote').getByText('my long reasoning').waitFor();
  });
  await step('every cell of the ledger opens its evidence', async () => {
    await open('#/ledger?figure=killed');
    await page.locator('td a.cell').first().click();
    await page.waitForSelector('.article-text p');
    await page.waitForFunction(() => CSS.highlights.has('focus'));
  });
  await step('a release', async () => {
    await open('#/exports?format=csv');
    await page.getByRole('button', { name: 'Make the release' }).click();
    await page.locator('.box').getByText('sha256').waitFor();
  });
  if (process.env.BASE)
    await step('a release is a draft until a second person has seen what it changes', async () => {
      await page
        .locator('.panel', { has: page.locator('#releases') })
        .getByText('draft')
        .waitFor();
      await page
        .locator('.panel', { has: page.locator('#releases') })
        .getByText('Somebody else publishes it.')
        .waitFor();
      await api('/people', { name: 'huda', password: 'a long password', roles: ['lead'] });
      await page.getByRole('button', { name: 'Sign out' }).click();
      await sign('huda');
      await page.getByRole('button', { name: 'English' }).click();
      await open('#/exports');
      await page.getByRole('button', { name: 'Publish' }).click();
      await page.locator('dialog').getByText('the first of its format').waitFor();
      await page.locator('dialog').getByLabel('Reason').fill('I looked at it');
      await page.locator('dialog').getByRole('button', { name: 'Publish' }).click();
      await page
        .locator('.panel', { has: page.locator('#releases') })
        .getByText('I looked at it')
        .waitFor();
      await page.getByRole('button', { name: 'Sign out' }).click();
      await sign('salma');
      await open('#/people');
      await page.getByRole('button', { name: /Sessions: huda/ }).click();
      await page.locator('dialog').getByText('Nobody is signed in').waitFor();
      await page.keyboard.press('Escape');
    });
  await step('the store is checked', async () => {
    await open('#/audit');
    await page.getByRole('button', { name: 'Check the store' }).click();
    await page.locator('.box.good').waitFor();
  });
  await step('the map shows incidents, areas and what is lost', async () => {
    await open('#/map');
    await page.locator('.map canvas').waitFor();
    await page.getByRole('heading', { name: /Not located/ }).waitFor();
  });
  await step('keys dialog, find, and both languages', async () => {
    await page.keyboard.press('?');
    await page.getByRole('heading', { name: 'Keys' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+k');
    await page.locator('dialog input').fill('سرمين');
    await page.keyboard.press('Enter');
    await page.waitForURL(/ledger\?words/);
    await page.getByRole('button', { name: 'العربية' }).click();
    await page.waitForFunction(() => document.documentElement.dir === 'rtl');
    await page.getByRole('button', { name: 'English' }).click();
  });
  await step('a reader sees no screen that is not his', async () => {
    if (process.env.BASE) await api('/people', { name: 'reader', password: 'a long password', roles: ['reader'] });
    await page.getByRole('button', { name: 'Sign out' }).click();
    await sign('reader');
    await page.getByRole('button', { name: 'English' }).click();
    for (const screen of ['audit', 'people']) {
      await open(`#/${screen}`);
      await page.getByText('Your role does not allow this').waitFor();
    }
    await open('#/article/sarmin-2');
    await page.getByText('Your role does not see the text').waitFor();
    await page.keyboard.press('a');
    await page.waitForTimeout(200);
    assert.equal((await api('/articles/sarmin-2')).corrections.length, 0);
    await open('#/incident/i-bea896d17f');
    assert.equal(await page.getByRole('button', { name: 'Merge' }).count(), 0);
  });
}

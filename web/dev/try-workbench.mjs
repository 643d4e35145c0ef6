// What a real server alone answers: names in both languages, claims merged and split, readings that people
// added, who reads what. The mock server knows nothing of it, so without BASE these steps are not taken.
import assert from 'node:assert/strict';

export async function workbench({ page, step, api, open }) {
  if (!process.env.BASE) return;
  await step('places and actors are named in the language of the page', async () => {
    const { rows } = await api('/claims?country=YE&limit=50');
    const { place } = rows.find((one) => one.place?.name === 'Hodeidah');
    assert.equal(place.name_ar, 'الحديدة');
    await open('#/ledger?country=YE');
    await page.locator('td').getByText('Hodeidah').first().waitFor();
    await page.getByRole('button', { name: 'العربية' }).click();
    await page.locator('td').getByText('الحديدة').first().waitFor();
    assert.equal(await page.getByText('Hodeidah').count(), 0);
    await page.getByRole('button', { name: 'English' }).click();
  });
  await step('claims are merged and taken apart again, by keyboard', async () => {
    await open('#/article/hostile-1');
    await page.waitForSelector('.card.current');
    const cards = await page.locator('.card').count();
    await page.keyboard.press('j');
    await page.keyboard.press('m');
    await page.locator('.merge-line').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.merged').waitFor();
    assert.equal(await page.locator('.card').count(), cards - 1);
    const { corrections } = await api('/articles/hostile-1');
    assert.deepEqual([corrections.at(-1).action, corrections.at(-1).after.into], ['merge', 'claim/0']);
    await page.keyboard.press('Control+z');
    await page.waitForFunction((before) => document.querySelectorAll('.card').length === before, cards);
  });
  await step('a claim is split; its figure goes with the second', async () => {
    await open('#/article/mukalla-1');
    await page.waitForSelector('.card.current');
    const cards = await page.locator('.card').count();
    const card = page.locator('.card:has(.part.figure):not(.voice)').first();
    await card.click();
    await page.keyboard.press('s');
    await page.locator('.split-form').waitFor();
    await page.locator('.split-form fieldset input').last().check();
    await page.locator('.split-form').getByRole('button', { name: 'Save' }).click();
    await page.waitForFunction((before) => document.querySelectorAll('.card').length === before + 1, cards);
    const { corrections } = await api('/articles/mukalla-1');
    const made = corrections.at(-1);
    assert.equal(made.action, 'split');
    assert.equal(made.after.takes.length, 1);
    await page.locator(`[data-subject="added/${made.number}"]`).waitFor();
  });
  await step('a reading that a person added is corrected, and rejected', async () => {
    await open('#/article/mukalla-2');
    const added = page.locator('.part[data-subject^="added/"]').first();
    await added.getByRole('button', { name: /^Edit/ }).click();
    await page.getByLabel('Most').fill('3');
    await page.locator('.reading-form').getByRole('button', { name: 'Save' }).click();
    await page.locator('.part.was-correct[data-subject^="added/"]').waitFor();
    const { corrections } = await api('/articles/mukalla-2');
    assert.match(corrections.at(-1).subject, /^added\/\d+$/);
    assert.equal(corrections.at(-1).after.high, 3);
  });
  await step('it stands beside the claims of its incident, and can be preferred there', async () => {
    const { incidents } = await api('/articles/mukalla-2');
    await open(`#/incident/${incidents.find((one) => one.leads).id}`);
    await page.locator('.disagreement .chip').getByText('salma').first().waitFor();
    await page.locator('.dispute.disputed').first().getByRole('button', { name: 'Prefer a source' }).click();
    await page.locator('dialog').getByLabel(/salma/).check();
    await page.getByLabel('Reason').fill('counted by us');
    await page.getByRole('button', { name: 'Decide' }).click();
    const treated = page.locator('.dispute.treated').first();
    await treated.getByText('counted by us').waitFor();
    await treated.locator('h3').getByText('treated').waitFor();
    const { decisions } = await api(`/incidents/${incidents.find((one) => one.leads).id}`);
    assert.match(decisions.at(-1).detail.settles, /^number\./);
  });
  await step('the inbox says what is being read and by whom', async () => {
    await open('#/inbox');
    await page
      .locator('.inbox-row', { has: page.locator('[href*="mukalla-1"]') })
      .getByText('being read')
      .waitFor();
  });
  await step('the policy that one chose judges the list, and is kept', async () => {
    await open('#/incidents');
    await page.getByLabel('Policy').selectOption('airwars-like');
    await page.locator('td .badge[class*=grade-]').first().waitFor();
    await page.reload();
    await page.locator('td .badge[class*=grade-]').first().waitFor();
    await page.getByLabel('Policy').selectOption('ucdp-like');
  });
}

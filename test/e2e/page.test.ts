import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { CHROMIUM, type Stage, setStage, startBrowser } from '../../bench/page/stage.ts';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const violations = z.array(z.object({ id: z.string(), impact: z.string(), nodes: z.number() }));
let stage: Stage;
let browser: Browser;
beforeAll(async () => {
  if (!existsSync(CHROMIUM)) return;
  stage = await setStage({
    cron: '*/15 * * * * *',
    rooms: ['<script>alert(1)</script>', 'office', 'cellar'],
    said: 'The highest reading was 34 °C. The mean of the window was 29.5 °C. It may be due to an open window. <script>alert(2)</script> is near.',
  });
  browser = await startBrowser();
}, 60_000);
afterAll(async () => {
  await browser?.close();
  await stage?.end();
});

/** A page whose scripts have said nothing on the console, and asked nobody for anything else. */
async function opened(options: Parameters<Browser['newPage']>[0] = {}): Promise<Page> {
  const page = await browser.newPage(options);
  page.on('pageerror', (error) => expect.unreachable(error.message));
  page.on('dialog', () => expect.unreachable('what comes from a tag or the model ran as a script'));
  page.on('request', (request) => expect(request.url()).toMatch(new RegExp(`^${stage.url}/`)));
  await page.goto(stage.url);
  await page.locator('.row').first().waitFor();
  return page;
}

async function seriousFaults(page: Page): Promise<unknown> {
  // The policy of the page lets no foreign script in; the test's own comes by the debugger.
  await page.evaluate(readFileSync(AXE, 'utf8'));
  const found = await page.evaluate(
    `axe.run().then(({ violations }) => violations.map(({ id, impact, nodes }) => ({ id, impact: String(impact), nodes: nodes.length })))`,
  );
  return violations.parse(found).filter(({ impact }) => impact === 'serious' || impact === 'critical');
}

describe.skipIf(!existsSync(CHROMIUM))('the page', { timeout: 120_000 }, () => {
  it('has the sick series first, and opened, the false claim struck through with the figure', async () => {
    const page = await opened();
    const first = page.locator('.row').first();
    await expect.poll(() => first.textContent()).toContain('anomalous');
    expect(await first.textContent()).toContain('room=<script>alert(1)</script>');
    await expect.poll(() => first.locator('.spark path').count()).toBe(1);
    // A live update may draw the row anew between two looks.
    await expect.poll(() => first.locator('.found4').count()).toBeGreaterThan(0);
    expect(await seriousFaults(page)).toEqual([]);
    await expect.poll(() => first.textContent(), { timeout: 30_000 }).toContain('claims hold');
    await first.click();
    const refuted = page.locator('.claim.refuted');
    await refuted.first().waitFor();
    expect(await refuted.locator('del').first().textContent()).toContain('29.5 °C');
    expect(await refuted.locator('.held').first().textContent()).toMatch(/mean .*2\d\.\d/);
    expect(await page.locator('.claim.supported').first().textContent()).toContain('34 °C');
    expect(await page.locator('.lead').textContent()).not.toContain('29.5');
    expect(await page.locator('.lead').textContent()).not.toContain('open window');
    expect(await page.locator('.guess').textContent()).toBe(
      'The model’s guess, which nobody has checked: It may be due to an open window.',
    );
    expect(await page.locator('.said-text').textContent()).toContain('<script>');
    await refuted.first().focus();
    expect(await page.locator('.evidence').textContent()).toContain('refuted');
    await page.locator('.plot canvas').waitFor();
    expect(await page.locator('.plot').getAttribute('aria-label')).toMatch(/Signal from .* between/);
    expect(await seriousFaults(page)).toEqual([]);
    await page.close();
  });

  it('stores what somebody says of a result', async () => {
    const page = await opened();
    await page.locator('.row a').first().click();
    await page.getByPlaceholder('Why (optional)').fill('the stove was on');
    await page.getByRole('button', { name: 'wrong' }).click();
    await page.getByText('Stored: the result was wrong').waitFor();
    const said = await stage.database.rows('SELECT judgement, note FROM feedback');
    expect(said).toEqual([{ judgement: 'wrong', note: 'the stove was on' }]);
    await page.close();
  });

  it('keeps it when somebody says that a check is wrong, and shows it again after a reload', async () => {
    const page = await opened();
    await page.locator('.row').first().click();
    const refuted = page.locator('.claim.refuted').first();
    await refuted.click();
    await page.getByRole('button', { name: 'The check is wrong here' }).click();
    await page.getByText('You said: the check is wrong here').waitFor();
    await page.reload();
    await page.locator('.claim.refuted').first().click();
    await page.getByRole('button', { name: 'You said: the check is wrong here' }).waitFor();
    const said = await stage.database.rows('SELECT judgement, kind FROM claim_feedback');
    expect(said).toEqual([{ judgement: 'wrong', kind: expect.any(String) }]);
    await page.close();
  });

  it('looks at the sensors when somebody asks for it', async () => {
    const page = await opened();
    await page.locator('.row a').first().click();
    await page.locator('.cell').first().waitFor();
    await page.getByRole('button', { name: 'Run now' }).click();
    const askedFor = async () => {
      const done = await stage.database.rows<{ readonly window_end: string }>(
        "SELECT window_end FROM runs WHERE status = 'done'",
      );
      return done.filter(({ window_end }) => !/:(?:00|15|30|45)\.000Z$/.test(window_end)).length;
    };
    await expect.poll(askedFor, { timeout: 30_000 }).toBe(1);
    await page.close();
  });

  it('shows series that go along, and reads them only when somebody looks', async () => {
    const page = await opened();
    await page.locator('.row a').first().click();
    await page.locator('.plot canvas').first().waitFor();
    expect(await page.locator('.small-plot canvas').count()).toBe(0);
    await page.locator('.related summary').click();
    await page.locator('.small-plot canvas').first().waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true);
    await page.close();
  });

  it('says what came of the questions to the model, in figures and as bars', async () => {
    const page = await opened();
    await page.locator('[data-page=model]').click();
    await page.locator('.bars').first().waitFor();
    expect(await page.locator('main').textContent()).toMatch(/small-model.*claims refuted/);
    expect(await seriousFaults(page)).toEqual([]);
    await page.close();
  });

  it('shows a new window without being asked to', async () => {
    const page = await opened();
    await page.locator('.row a').first().click();
    await page.locator('.cell').first().waitFor();
    const before = await page.locator('.cell').count();
    await expect.poll(() => page.locator('.cell').count(), { timeout: 60_000 }).toBeGreaterThan(before);
    await page.close();
  });

  it('is used by the keyboard alone', async () => {
    const page = await opened();
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('To the content');
    for (let presses = 0; presses < 15; presses += 1) {
      await page.keyboard.press('Tab');
      if (await page.evaluate('document.activeElement.closest(".row") !== null')) break;
    }
    await page.keyboard.press('Enter');
    await page.locator('.detail').waitFor();
    await page.close();
  });

  it('narrows by state and by words, keeps both in its address, and finds runs and news', async () => {
    const page = await opened();
    const all = await page.locator('.row').count();
    await page.getByRole('searchbox').fill('cellar');
    await expect.poll(() => page.locator('.row').count()).toBeLessThan(all);
    expect(page.url()).toContain('q=cellar');
    await page.reload();
    await expect.poll(() => page.locator('.row').count()).toBe(2);
    await page.getByRole('link', { name: 'Runs' }).click();
    await expect.poll(() => page.locator('tbody tr').count()).toBeGreaterThan(0);
    expect(await page.locator('tbody tr').first().textContent()).toContain('done');
    expect(await seriousFaults(page)).toEqual([]);
    await page.getByRole('link', { name: 'News' }).click();
    await page.getByText('Nobody is told').waitFor();
    await page.close();
  });

  it('is legible in the dark, and as wide as a phone', async () => {
    const phone = await opened({ colorScheme: 'dark', viewport: { width: 390, height: 844 } });
    const wide = 'document.documentElement.scrollWidth';
    expect(await phone.evaluate(wide)).toBeLessThanOrEqual(390);
    expect(await seriousFaults(phone)).toEqual([]);
    await phone.locator('.row a').first().click();
    await phone.locator('.detail').waitFor();
    expect(await phone.evaluate(wide)).toBeLessThanOrEqual(390);
    const paper = await phone.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(paper).toBe('rgb(18, 22, 28)');
    expect(await seriousFaults(phone)).toEqual([]);
    await phone.close();
  });

  it('takes less than 150 kB compressed', async () => {
    const page = await browser.newPage();
    let bytes = 0;
    page.on('response', async (response) => {
      if (response.url().includes('/api/')) return;
      const { responseBodySize, responseHeadersSize } = await response.request().sizes();
      bytes += responseBodySize + responseHeadersSize;
    });
    await page.goto(stage.url);
    await page.locator('.row').first().waitFor();
    expect(bytes).toBeGreaterThan(20_000);
    expect(bytes).toBeLessThan(150_000);
    await page.close();
  });
});

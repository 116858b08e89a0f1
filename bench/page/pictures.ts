import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { projectPath } from '../../src/lib/project.ts';
import { setStage, startBrowser } from './stage.ts';

/** Writes docs/images/*.png: the page over sensors with a known fault and a model that says one thing too much. */
const FOLDER = projectPath('docs', 'images');
mkdirSync(FOLDER, { recursive: true });
const stage = await setStage({
  cron: '*/15 * * * *',
  pastDays: 4,
  rooms: ['kitchen', 'office', 'cellar', 'attic', 'lab'],
  said: 'A level shift brought the temperature to about 34 °C, the highest reading. The mean of the window was 29.5 °C. The heating may have been left on.',
});
const browser = await startBrowser();
try {
  for (const scheme of ['light', 'dark'] as const) {
    const page = await browser.newPage({ colorScheme: scheme, viewport: { width: 1180, height: 760 } });
    await page.goto(stage.url);
    await page.locator('.row .spark').first().waitFor();
    await page.getByText('claims hold').first().waitFor();
    await picture(page, `overview-${scheme}`);
    await page.locator('.row').first().click();
    await page.locator('.claim').first().waitFor();
    await page.locator('.plot canvas').waitFor();
    await page.locator('.claim.refuted').first().hover();
    await picture(page, `series-${scheme}`, true);
    await page.close();
  }
  const phone = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await phone.goto(stage.url);
  await phone.locator('.row .spark').first().waitFor();
  await picture(phone, 'overview-phone');
} finally {
  await browser.close();
  await stage.end();
}

async function picture(page: Page, name: string, whole = false): Promise<void> {
  await page.waitForTimeout(800);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), fullPage: whole });
}

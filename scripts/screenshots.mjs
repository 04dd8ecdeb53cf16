// Takes the README's pictures of the analytics page, light and dark, from a running system (npm start).
// Usage: node scripts/screenshots.mjs   with WEB_URL when it is not http://localhost:3001
import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { findChromium } from './lib/find-chromium.mjs';

const url = (process.env.WEB_URL ?? 'http://localhost:3001').replace(/\/$/, '');
const folder = join(import.meta.dirname, '..', 'docs', 'images');
const limit = 300_000;

const executablePath = findChromium();
if (executablePath === undefined) {
  console.error('No Chromium or Chrome was found: install one or set CHROME_PATH.');
  process.exit(1);
}

mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({
  executablePath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
});
try {
  for (const colorScheme of ['light', 'dark']) await takePicture(colorScheme);
} finally {
  await browser.close();
}

async function takePicture(colorScheme) {
  const page = await browser.newPage({ baseURL: url, colorScheme, viewport: { width: 1280, height: 960 } });
  await page.goto('/login');
  await page.getByLabel('User name').fill('manager_store1');
  await page.getByLabel('Password').fill('manager123');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Your question').fill('Revenue by month');
  await page.locator('button[aria-label=Ask]:enabled').click();
  await page.locator('[data-chart=drawn]').waitFor();
  await page.getByText('Security').last().scrollIntoViewIfNeeded();
  await page.evaluate('scrollTo(0, 0)');
  await page.waitForFunction("document.getAnimations().every((animation) => animation.playState !== 'running')");
  const path = join(folder, `analytics-${colorScheme}.png`);
  await page.screenshot({ path });
  const { size } = statSync(path);
  console.log(`${path}: ${Math.round(size / 1000)} kB`);
  if (size > limit) throw new Error(`${path} is larger than ${limit / 1000} kB`);
  await page.close();
}

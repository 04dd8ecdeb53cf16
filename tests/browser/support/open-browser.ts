import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { findChromium } from '../../../scripts/lib/find-chromium.mjs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The browser on this machine; undefined where there is none and the browser tests skip. */
export const chromiumPath: string | undefined = findChromium();

/** Starts the browser without anything that would talk to the outside by itself. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** A page that remembers what it should never have done. */
export interface Visit {
  readonly page: Page;
  /** Console errors and warnings, uncaught errors and requests to other hosts. Replies of 4xx that a test provokes are named in `allow`. */
  misdeeds: (allow?: RegExp) => string[];
  close: () => Promise<void>;
}

export async function openVisit(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<Visit> {
  const context = await browser.newContext({ baseURL: url, viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const found: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') found.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => found.push(`error: ${error.message}`));
  page.on('request', (request) => {
    if (!request.url().startsWith(`${url}/`) && !/^(data|blob):/.test(request.url()))
      found.push(`foreign: ${request.url()}`);
  });
  return {
    page,
    misdeeds: (allow) => found.filter((text) => allow?.test(text) !== true),
    close: () => context.close(),
  };
}

/** Signs in through the form. */
export async function signIn(page: Page, username: string, password: string): Promise<void> {
  await page.goto('/login');
  await page.getByLabel('User name').fill(username);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'What would you like to know?' }).waitFor();
}

const LOOKS = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 320 },
] as const;

/** Runs a check on a page as it stands in light, in dark, and on a narrow screen. */
export async function inEachLook(page: Page, check: () => Promise<void>): Promise<void> {
  for (const { colorScheme, width } of LOOKS) {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await check();
  }
}

/** Whether nothing on the page is wider than the screen. */
export function fitsScreen(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
}

/** Asks through the box and waits for whatever becomes of it. *Returns* the status that the answer carries. */
export async function ask(page: Page, question: string): Promise<string> {
  const box = page.getByLabel('Your question');
  const before = await page.locator('[data-status], [data-fault]').count();
  await box.fill(question);
  await page.locator('button[aria-label=Ask]:enabled').waitFor();
  await box.press('Escape');
  await box.press('Enter');
  await page.waitForFunction(
    (count) => document.querySelectorAll('[data-status], [data-fault]').length > count,
    before,
  );
  return (await page.locator('[data-status], [data-fault]').last().getAttribute('data-status')) ?? 'error';
}

interface AxeViolation {
  id: string;
  impact: string | null;
  nodes: { html: string; failureSummary?: string }[];
}

/** What axe finds on the page as it stands, serious and critical only, one line a finding. */
export async function seriousFindings(page: Page): Promise<string[]> {
  // Parts that still fade in would be measured with colours they have for a moment only.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every(
        (animation) =>
          animation.playState !== 'running' || animation.effect?.getComputedTiming().iterations === Infinity,
      ),
  );
  await page.evaluate(axeSource);
  const violations = await page.evaluate<AxeViolation[]>(
    "window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((result) => result.violations)",
  );
  return violations
    .filter((violation) => violation.impact === 'serious' || violation.impact === 'critical')
    .map(
      (violation) =>
        `${violation.id}: ${violation.nodes.map((node) => `${node.html.slice(0, 160)} ${node.failureSummary?.slice(0, 200) ?? ''}`).join(' | ')}`,
    );
}

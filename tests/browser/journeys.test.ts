import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ask,
  chromiumPath,
  openBrowser,
  openVisit,
  seriousFindings,
  signIn,
  type Visit,
} from './support/open-browser.js';
import { startSystem } from './support/start-system.js';

if (chromiumPath === undefined) console.warn('browser journeys: skipped, no Chromium or Chrome was found');

// The whole real system. `npm test` starts one and names it in WEB_URL; alone, this file starts its own.
describe.skipIf(chromiumPath === undefined)('what each role does in the web app', () => {
  let browser: Browser;
  let system: { url: string; stop: () => Promise<void> };

  beforeAll(async () => {
    [system, browser] = await Promise.all([startSystem(), openBrowser()]);
  }, 400_000);
  afterAll(async () => {
    await browser?.close();
    await system?.stop();
  });

  async function visit(user: string, password: string): Promise<Visit> {
    const opened = await openVisit(browser, system.url);
    await signIn(opened.page, user, password);
    return opened;
  }

  const answers = (page: Page) => page.locator('[data-status]');

  it('store manager: a starter question is answered with a chart in two clicks', async () => {
    const { page, misdeeds, close } = await visit('manager_store1', 'manager123');
    expect(await page.getByTestId('scope-line').innerText()).toMatch(/store manager\s*·\s*store 1\s*·\s*14 views/);
    await page.getByRole('button', { name: 'Revenue by month' }).click();
    await page.locator('[data-status=answered]').waitFor();
    await page.locator('[data-chart=drawn]').waitFor();
    expect(await page.getByTestId('answer-sentence').innerText()).toContain('store 1');
    await page.getByText('Scope certified').waitFor();
    for (const summary of await page.locator('[data-status] summary').all()) await summary.click();
    await page.getByText('FROM analytics.v_payments').first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(misdeeds()).toEqual([]);
    await close();
  });

  it('store manager: other stores cannot be reached, neither in words nor by the call itself', async () => {
    const { page, misdeeds, close } = await visit('manager_store1', 'manager123');
    expect(await ask(page, 'revenue by store')).toBe('answered');
    const answer = await page.locator('[data-status]').innerText();
    expect(answer).toContain('store 1');
    expect(answer).not.toMatch(/store 2/i);
    const status = await page.evaluate(async () => {
      const reply = await fetch('/api/ask', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ question: 'total revenue', store_id: 2 }),
      });
      return `${reply.status} ${await reply.text()}`;
    });
    expect(status).toMatch(/^403 .*outside your access scope/);
    expect((await page.context().cookies()).map((cookie) => cookie.httpOnly)).toEqual([true]);
    expect(await page.evaluate(() => document.cookie)).toBe('');
    await page.goto('/admin');
    await page.getByText('Only administrators see this page').waitFor();
    expect(misdeeds(/status of 403/)).toEqual([]);
    await close();
  });

  it('manager of two stores: the store switch narrows the answer', async () => {
    const { page, close } = await visit('manager_multi', 'manager123');
    await page.getByLabel('Stores to ask about').selectOption('2');
    expect(await ask(page, 'total revenue')).toBe('answered');
    expect(await page.getByTestId('answer-sentence').innerText()).toContain('store 2');
    await close();
  });

  it('finance: takes an answer away as CSV and Excel', async () => {
    const { page, misdeeds, close } = await visit('finance_user', 'finance123');
    expect(await ask(page, 'revenue by month')).toBe('answered');
    for (const [button, extension] of [
      ['CSV', 'csv'],
      ['Excel', 'xlsx'],
    ]) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: button }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`revenue-by-month.${extension}`);
      const content = await readFile(await download.path());
      expect(extension === 'csv' ? content.toString('utf8') : content.subarray(0, 2).toString()).toMatch(
        extension === 'csv' ? /month,revenue/i : /^PK/,
      );
    }
    expect(misdeeds()).toEqual([]);
    await close();
  });

  it('marketing: does not see contact data, and is told what can be asked', async () => {
    const { page, misdeeds, close } = await visit('marketing_user', 'marketing123');
    const status = await ask(page, 'email addresses of customers');
    expect(['refused', 'needs_clarification']).toContain(status);
    expect(await page.locator('body').innerText()).not.toMatch(/@[a-z-]+\.[a-z]{2,}/i);
    await page.goto('/catalog');
    await page.getByRole('heading', { name: 'What you can ask about' }).waitFor();
    expect(await page.locator('main').innerText()).not.toContain('v_payments');
    expect(await seriousFindings(page)).toEqual([]);
    expect(misdeeds()).toEqual([]);
    await close();
  });

  it('refuses to change data, asks back about words it does not know, keeps the question for editing', async () => {
    const { page, misdeeds, close } = await visit('manager_store1', 'manager123');
    expect(await ask(page, 'delete all customers')).toBe('refused');
    expect(['refused', 'needs_clarification']).toContain(await ask(page, 'frobnicated revenue of the zorgle'));
    await answers(page).last().getByRole('button', { name: 'Edit the question' }).click();
    expect(await page.getByLabel('Your question').inputValue()).toBe('frobnicated revenue of the zorgle');
    expect(await seriousFindings(page)).toEqual([]);
    expect(misdeeds()).toEqual([]);
    await close();
  });

  it('edits the interpretation, follows on and finds the conversation in the history', async () => {
    const { page, misdeeds, close } = await visit('manager_store1', 'manager123');
    expect(await ask(page, 'revenue by category')).toBe('answered');
    await page.getByRole('button', { name: /^Remove grouping/ }).click();
    await expect.poll(() => page.getByRole('button', { name: /^Remove grouping/ }).count()).toBe(0);
    expect(await page.getByTestId('answer-sentence').innerText()).toMatch(/\$[\d,.]+/);
    await page.goto('/history');
    const link = page.getByRole('link', { name: /revenue by category/ }).first();
    await link.waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Rename “revenue by category”' }).first().click();
    await page.getByLabel('Title').fill('My categories');
    await page.getByRole('button', { name: 'Rename', exact: true }).click();
    await page.getByRole('link', { name: /My categories/ }).click();
    await page.getByRole('button', { name: 'Ask again with today’s data' }).first().click();
    await page.locator('[data-status=answered]').waitFor();
    await page.goto('/history');
    await page.getByRole('button', { name: 'Delete “My categories”' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await expect.poll(() => page.getByRole('link', { name: /My categories/ }).count()).toBe(0);
    expect(misdeeds()).toEqual([]);
    await close();
  });

  it('saves an answer and opens it again under the scope of that moment', async () => {
    const { page, misdeeds, close } = await visit('manager_multi', 'manager123');
    await page.getByLabel('Stores to ask about').selectOption('2');
    expect(await ask(page, 'revenue by category')).toBe('answered');
    const sentence = await page.getByTestId('answer-sentence').innerText();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    // Before it says so the answer is not kept yet, and the link of that name is the menu's.
    await page.getByRole('status').getByText('Saved', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Saved', exact: true }).last().click();
    await page.getByRole('link', { name: /revenue by category.*store 2 only/ }).click();
    await page.getByText('Same result as then').waitFor();
    expect(await page.getByTestId('answer-sentence').innerText()).toBe(sentence);
    await page.goto('/saved');
    await page.getByRole('button', { name: 'Delete “revenue by category”' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Nothing saved yet').waitFor();
    expect(misdeeds()).toEqual([]);
    await close();
  });

  it('opens a shared link under the reader’s own scope, after signing in', async () => {
    const { page, close } = await openVisit(browser, system.url);
    await page.goto('/?q=total%20revenue');
    await page.getByLabel('User name').fill('finance_user');
    await page.getByLabel('Password').fill('finance123');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.locator('[data-status=answered]').waitFor();
    expect(await page.getByTestId('answer-sentence').innerText()).toContain('store 1');
    await close();
  });

  it('admin: reads the audit log with its stages, checks the chain, changes a user and reviews feedback', async () => {
    const { page, misdeeds, close } = await visit('admin_user', 'admin123');
    expect(await ask(page, 'rentals by category')).toBe('answered');
    await page.getByRole('button', { name: 'Something is wrong with this answer' }).click();
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you.').waitFor();

    await page.goto('/admin?q=rentals+by+category&status=answered');
    await page.locator('[data-chain=holds]').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('link', { name: 'rentals by category' }).first().click();
    await page.getByRole('heading', { name: 'Stages' }).waitFor();
    for (const stage of ['retrieve', 'plan', 'guard', 'execute'])
      await page.getByText(stage, { exact: true }).first().waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await page.goto('/admin/users');
    await page.getByRole('button', { name: 'Disable marketing_user' }).click();
    await page.getByText('marketing_user was changed.').waitFor();
    await page.getByRole('button', { name: 'Enable marketing_user' }).click();
    await page.getByRole('button', { name: 'Disable marketing_user' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);

    await page.goto('/admin/review');
    const entry = page.locator('li', { hasText: 'rentals by category' }).first();
    await entry.getByText('wrong number').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await entry.getByRole('button', { name: 'Settle' }).click();
    await entry.waitFor({ state: 'detached' });
    expect(misdeeds()).toEqual([]);
    await close();
  });

  it('signs out and forgets', async () => {
    const { page, close } = await visit('manager_store1', 'manager123');
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    await page.goto('/');
    expect(new URL(page.url()).pathname).toBe('/login');
    expect((await page.context().cookies()).filter((cookie) => cookie.name.includes('session'))).toEqual([]);
    await close();
  });
});

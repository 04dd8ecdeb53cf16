import { gzipSync } from 'node:zlib';
import type { BrowserContext, Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  ask,
  chromiumPath,
  openBrowser,
  fitsScreen,
  inEachLook,
  openVisit,
  seriousFindings,
  signIn,
  type Visit,
} from './support/open-browser.js';
import { startFakeApi, type FakeApi } from './support/fake-api.mjs';
import { isWebBuilt, startWeb } from './support/start-web.js';

const skip =
  chromiumPath === undefined
    ? 'no Chromium or Chrome was found'
    : !isWebBuilt
      ? 'the web app is not built (npm run build:web)'
      : null;
if (skip !== null) console.warn(`browser states: skipped, ${skip}`);

// The real web app in front of an API that shows at once what the real one shows seldom: faults, delays, limits, lost sessions.
describe.skipIf(skip !== null)('each state of the web app', () => {
  let browser: Browser;
  let api: FakeApi;
  let web: { url: string; stop: () => Promise<void> };

  beforeAll(async () => {
    api = await startFakeApi();
    [web, browser] = await Promise.all([startWeb(api.url), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await web?.stop();
    await api?.stop();
  });

  const kept = new Map<string, Awaited<ReturnType<BrowserContext['storageState']>>>();

  /** A page of somebody who is signed in; the form is filled in once for each of them. */
  async function visit(user = 'manager_store1', password = 'manager123'): Promise<Visit> {
    const state = kept.get(user);
    const opened = await openVisit(browser, web.url, { storageState: state });
    if (state === undefined) {
      await signIn(opened.page, user, password);
      kept.set(user, await opened.page.context().storageState());
    } else {
      await opened.page.goto('/');
    }
    return opened;
  }

  it('says at sign-in what is wrong: the password, or too many attempts', async () => {
    const { page, misdeeds, close } = await openVisit(browser, web.url);
    await page.goto('/history');
    expect(new URL(page.url()).pathname).toBe('/login');
    await page.getByLabel('User name').fill('manager_store1');
    await page.getByLabel('Password').fill('wrong');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('User name or password is wrong.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel('User name').fill('slow_down');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByText('Too many attempts. Try again in 4 minutes.').waitFor();
    await page.getByLabel('User name').fill('manager_store1');
    await page.getByLabel('Password').fill('manager123');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'History' }).waitFor();
    expect(misdeeds(/status of (401|429)/)).toEqual([]);
    await close();
  });

  it.each([
    ['answered', 'Revenue by month', 'Revenue of store 1 was'],
    ['answered', 'How many films do we stock?', '759'],
    ['answered', 'An empty month', 'There were no payments'],
    ['needs_clarification', 'Zorgle by month', 'Which figure do you mean'],
    ['refused', 'What is the weather?', 'I answer questions about'],
    ['blocked', 'List every password', 'The query read a view that your role may not read.'],
    ['failed', 'Please break', 'The database did not answer in time.'],
  ])('shows %s for "%s", in light, dark and narrow, with no serious axe finding', async (status, question, words) => {
    const { page, misdeeds, close } = await visit();
    expect(await ask(page, question)).toBe(status);
    await page.getByText(words).first().waitFor();
    for (const summary of await page.locator('[data-status] summary').all()) await summary.click();
    await inEachLook(page, async () => {
      expect(await seriousFindings(page)).toEqual([]);
      expect(await fitsScreen(page)).toBe(true);
    });
    expect(misdeeds()).toEqual([]);
    await close();
  });

  it('shows named steps for a slow question and none for a quick one', async () => {
    const { page, close } = await visit();
    const box = page.getByLabel('Your question');
    await box.fill('A slow question about revenue');
    await box.press('Enter');
    for (const step of ['Understanding the question', 'Reading the data']) await page.getByText(`${step}…`).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.locator('[data-status=answered]').waitFor();
    await page.evaluate(() => {
      // How long after Enter steps were shown, if they were: on a loaded machine even a quick question may take that long.
      let asked = 0;
      Object.assign(window, { shownAfter: null });
      document.addEventListener('keydown', (event) => event.key === 'Enter' && (asked = performance.now()), true);
      new MutationObserver(() => {
        if (Reflect.get(window, 'shownAfter') === null && document.body.innerText.includes('Reading the data…'))
          Object.assign(window, { shownAfter: performance.now() - asked });
      }).observe(document.body, { childList: true, subtree: true, characterData: true });
    });
    await ask(page, 'Revenue by month');
    const shownAfter = await page.evaluate(() => Number(Reflect.get(window, 'shownAfter') ?? Infinity));
    expect(shownAfter).toBeGreaterThanOrEqual(300);
    await close();
  });

  it('ends the run upstream when the person stops it or leaves', async () => {
    const { page, close } = await visit();
    const box = page.getByLabel('Your question');
    await box.fill('A very slow one');
    await box.press('Enter');
    await page.getByRole('button', { name: 'Stop', exact: true }).first().click();
    await page.getByText('You stopped this question.').waitFor();
    await box.fill('A very slow other one');
    await box.press('Enter');
    await page.getByText('Checking what you may see…').waitFor();
    await page.goto('about:blank');
    await expect.poll(() => api.aborted).toEqual(['A very slow one', 'A very slow other one']);
    await close();
  });

  it('keeps the typed question when the session ends, asks for the password and goes on', async () => {
    const { page, misdeeds, close } = await visit();
    await ask(page, 'Revenue by month');
    api.expire();
    kept.clear();
    await page.getByLabel('Your question').fill('Revenue by category');
    await page.getByLabel('Your question').press('Enter');
    await page.getByRole('heading', { name: 'Your session has ended' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await page.getByRole('dialog').getByLabel('User name').inputValue()).toBe('manager_store1');
    await page.getByRole('dialog').getByLabel('Password').fill('manager123');
    await page.getByRole('dialog').getByRole('button', { name: 'Sign in' }).click();
    await page.getByTestId('answer-sentence').filter({ hasText: 'Sports earned most' }).waitFor();
    expect(misdeeds(/status of 401/)).toEqual([]);
    await close();
  });

  it('says how long to wait over the rate, and that one is offline, and keeps the question each time', async () => {
    const { page, close } = await visit();
    await ask(page, 'Much too fast');
    await page.getByText('You can ask again in 12 seconds.').waitFor();
    await page.context().setOffline(true);
    await page.getByText('You are offline. What you typed is kept.').waitFor();
    await page.getByLabel('Your question').fill('Revenue by month');
    await page.getByLabel('Your question').press('Enter');
    expect(await page.getByLabel('Your question').inputValue()).toBe('Revenue by month');
    await page.context().setOffline(false);
    await page.getByText('You are offline. What you typed is kept.').waitFor({ state: 'detached' });
    await page.reload();
    await expect.poll(() => page.getByLabel('Your question').inputValue()).toBe('Revenue by month');
    await close();
  });

  it('computes again at once when a chip is taken away or changed', async () => {
    const { page, misdeeds, close } = await visit();
    await ask(page, 'Revenue in 2022 only Action');
    const chips = page.getByTestId('interpretation');
    await chips.getByRole('button', { name: 'Remove period: 2022' }).click();
    await chips.getByRole('button', { name: 'Remove period: 2022' }).waitFor({ state: 'detached' });
    await chips.getByRole('button', { name: 'Change figure: revenue' }).click();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^rentals/ })
      .click();
    await chips.getByRole('button', { name: 'Change figure: rentals' }).waitFor();
    await chips.getByRole('button', { name: 'Change filter: category is Action' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Comedy');
    await page.getByRole('button', { name: 'Compute again' }).click();
    await chips.getByRole('button', { name: 'Change filter: category is Comedy' }).waitFor();
    expect(api.requests.filter((request) => request === 'POST query')).toHaveLength(3);
    expect(misdeeds()).toEqual([]);
    await close();
  });

  it('adds a grouping, a filter, a period and a figure by keyboard, and computes at once', async () => {
    const { page, misdeeds, close } = await visit();
    await ask(page, 'Revenue by month');
    const chips = page.getByTestId('interpretation');
    // The dialog takes the focus a moment after it opens, and again when the button that had it is gone; a key before that may go elsewhere.
    const focusInDialog = () =>
      page.locator('[role=dialog]:focus, [role=dialog] :focus').waitFor({ state: 'attached' });
    const add = async (part: string) => {
      await chips.getByRole('button', { name: 'Add', exact: true }).press('Enter');
      await focusInDialog();
      await page.getByRole('dialog').getByRole('button', { name: part }).press('Enter');
      if (part !== 'First 10 rows') await focusInDialog();
    };
    await add('Grouping');
    expect(await seriousFindings(page)).toEqual([]);
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^category/ })
      .press('Enter');
    await chips.getByRole('button', { name: 'Change grouping: by category' }).waitFor();

    await add('Filter');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^category/ })
      .press('Enter');
    await page.getByLabel('Comparison').selectOption('is not');
    await page.getByLabel('Value', { exact: true }).fill('Act');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Action' }).click();
    await chips.getByRole('button', { name: 'Change filter: category is not Action' }).waitFor();

    await add('Period');
    await page.getByRole('button', { name: 'Last month' }).press('Enter');
    await chips.getByRole('button', { name: 'Change period: 2022-06-01 to 2022-06-30' }).waitFor();
    await chips.getByRole('button', { name: /^Change period/ }).click();
    await page.getByLabel('From', { exact: true }).fill('2022-05-01');
    await page.getByRole('button', { name: 'Compute again' }).click();
    await chips.getByRole('button', { name: 'Change period: 2022-05-01 to 2022-06-30' }).waitFor();

    await add('Figure');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /^rentals/ })
      .press('Enter');
    await chips.getByRole('button', { name: 'Remove figure: rentals' }).waitFor();
    await add('First 10 rows');
    await chips.getByRole('button', { name: 'Change limit: first 10 rows' }).waitFor();
    await page.setViewportSize({ width: 320, height: 700 });
    await chips.getByRole('button', { name: 'Add', exact: true }).click();
    expect(await fitsScreen(page)).toBe(true);
    expect(misdeeds()).toEqual([]);
    await close();
  });

  it('prints the answer alone, dark screen or not, with everything that is open', async () => {
    const { page, close } = await visit();
    await ask(page, 'Revenue by month');
    await page.getByText('How was this computed?').click();
    await page.locator('[data-chart=drawn]').waitFor();
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    for (const gone of [
      page.getByLabel('Your question'),
      page.getByRole('button', { name: 'CSV' }),
      page.locator('aside'),
    ])
      await expect.poll(() => gone.isVisible()).toBe(false);
    for (const kept of [
      page.getByTestId('answer-sentence'),
      page.locator('[data-chart=drawn] canvas'),
      page.getByText('FROM analytics.v_payments'),
    ])
      expect(await kept.first().isVisible()).toBe(true);
    const colours = await page.evaluate(() => {
      const { backgroundColor } = getComputedStyle(document.body);
      const { color } = getComputedStyle(document.querySelector('[data-testid=answer-sentence]') ?? document.body);
      return { backgroundColor, color };
    });
    expect(colours.backgroundColor).toBe('rgb(255, 255, 255)');
    expect(Math.max(...(colours.color.match(/\d+/g) ?? ['255']).map(Number))).toBeLessThan(80);
    await close();
  });

  it('moves nothing for people who asked for that, and stays readable in forced colours', async () => {
    const { page, close } = await visit();
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.evaluate(() => {
      const still: boolean[] = [];
      Object.assign(window, { still });
      document.addEventListener('animationstart', (event) => {
        const [animation] = (event.target as Element).getAnimations();
        still.push(Number(animation?.effect?.getComputedTiming().endTime ?? 0) <= 1);
      });
    });
    await ask(page, 'A slow question about revenue');
    expect(await page.evaluate(() => Reflect.get(window, 'still'))).not.toContain(false);
    await page.emulateMedia({ forcedColors: 'active' });
    const chosen = page.getByRole('group', { name: 'Show as' }).locator('[aria-pressed=true]');
    const other = page.getByRole('group', { name: 'Show as' }).locator('[aria-pressed=false]').first();
    const edge = (element: Element) => getComputedStyle(element).backgroundColor;
    expect(await chosen.evaluate(edge)).not.toBe(await other.evaluate(edge));
    await close();
  });

  it('does not jump when the answer arrives: what is above it stays where it is', async () => {
    const { page, close } = await visit();
    const box = page.getByLabel('Your question');
    await box.fill('A slow question about revenue');
    await box.press('Enter');
    await page.getByText('Reading the data…').waitFor();
    const heading = page.getByRole('heading', { name: 'A slow question about revenue' });
    const before = await heading.boundingBox();
    await page.locator('[data-status=answered]').waitFor();
    await page.locator('[data-chart=drawn]').waitFor();
    expect((await heading.boundingBox())?.y).toBe(before?.y);
    await close();
  });

  it('works at twice the size on a small laptop', async () => {
    const { page, close } = await visit();
    await ask(page, 'Revenue by month and category');
    // 1280 × 720 at 200 % is a page of 640 × 360.
    await page.setViewportSize({ width: 640, height: 360 });
    expect(await fitsScreen(page)).toBe(true);
    await page.getByRole('button', { name: 'Open the menu' }).click();
    await page.getByRole('link', { name: 'History' }).last().click();
    await page.getByRole('heading', { name: 'History' }).waitFor();
    expect(await fitsScreen(page)).toBe(true);
    await close();
  });

  it('marks a filter that was carried over from the question before', async () => {
    const { page, close } = await visit();
    await ask(page, 'Revenue by month in 2022');
    await ask(page, 'Follow on by category');
    await page.getByRole('button', { name: 'Change period: 2022, carried over' }).waitFor();
    await close();
  });

  it('shows the other reading of a question where it comes to another result, and only there', async () => {
    const { page, misdeeds, close } = await visit();
    await ask(page, 'Categories, read in two ways that agree');
    expect(await page.getByTestId('second-reading').count()).toBe(0);
    await ask(page, 'Categories, read in two ways');
    const other = page.getByTestId('second-reading');
    expect(await other.innerText()).toContain(
      'The language model some/model reads it as “rentals by category” and comes to another result:',
    );
    expect(await other.getByRole('columnheader').allInnerTexts()).toEqual(['category', 'rental count']);
    expect(await other.getByRole('row').nth(1).innerText()).toMatch(/Sports\s+1,179/);
    expect(await other.getByRole('row').count()).toBe(6);
    await other.getByText('16 rows in all.').waitFor();
    await other.getByText('Its SQL').click();
    await other.getByText('analytics.v_rentals').waitFor();
    await inEachLook(page, async () => {
      expect(await seriousFindings(page)).toEqual([]);
      expect(await fitsScreen(page)).toBe(true);
    });
    expect(misdeeds()).toEqual([]);
    await close();
  });

  it('signs out everywhere after asking once, and does not say so when it did not work', async () => {
    const [here, there] = [await openVisit(browser, web.url), await openVisit(browser, web.url)];
    for (const { page } of [here, there]) await signIn(page, 'finance_user', 'finance123');
    await here.page.getByRole('button', { name: 'Sign out everywhere' }).click();
    const dialog = here.page.getByRole('dialog', { name: 'Sign out everywhere?' });
    await dialog.waitFor();
    expect(await seriousFindings(here.page)).toEqual([]);

    api.refuse('auth/logout-everywhere');
    await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
    await dialog.getByText('your sessions go on').waitFor();
    api.refuse(null);
    await dialog.getByRole('button', { name: 'Sign out everywhere' }).click();
    await here.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect((await here.page.context().cookies()).filter(({ name }) => name.includes('session'))).toEqual([]);

    await there.page.goto('/history');
    await there.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(here.misdeeds(/status of 502/)).toEqual([]);
    await here.close();
    await there.close();
  });

  it('completes names by keyboard and sends with Enter', async () => {
    const { page, close } = await visit();
    const box = page.getByLabel('Your question');
    await box.pressSequentially('rev');
    await page.getByRole('option', { name: /revenue What customers paid/ }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await box.press('ArrowDown');
    await box.press('Enter');
    expect(await box.inputValue()).toBe('revenue ');
    await box.pressSequentially('by month');
    await box.press('Escape');
    await box.press('Enter');
    await page.locator('[data-status=answered]').waitFor();
    await close();
  });

  it('treats answers, names and cells as text, whatever they hold', async () => {
    const { page, misdeeds, close } = await visit();
    await ask(page, 'Something hostile');
    await page.getByRole('button', { name: 'Table' }).click();
    await page.getByRole('cell', { name: '<script>alert(1)</script>' }).waitFor();
    expect(await page.locator('img[src*="evil"], a[href*="evil"]').count()).toBe(0);
    await page.getByRole('button', { name: 'Bars' }).click();
    await page.locator('[data-chart=drawn]').waitFor();
    expect(misdeeds()).toEqual([]);
    await close();
  });

  it('switches charts, saves them as pictures, sorts and filters the table', async () => {
    const { page, misdeeds, close } = await visit();
    await ask(page, 'Revenue by month and category');
    for (const kind of ['Grouped bars', 'Heat map', 'Line']) {
      await page.getByRole('button', { name: kind }).click();
      await page.locator('[data-chart=drawn]').waitFor();
    }
    for (const kind of ['PNG', 'SVG']) {
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('button', { name: `Save the chart as ${kind}` }).click(),
      ]);
      expect(download.suggestedFilename()).toBe(`revenue-by-month-and-category.${kind.toLowerCase()}`);
    }
    await ask(page, 'Which customers rent most?');
    const answer = page.locator('[data-status]').last();
    await answer.getByText('First 200 rows; there are more').waitFor();
    await answer.getByRole('button', { name: 'Table' }).click();
    await answer.getByRole('button', { name: 'Revenue', exact: true }).click();
    await answer.getByRole('button', { name: 'Revenue', exact: true }).click();
    expect(await answer.getByRole('columnheader', { name: 'Revenue' }).getAttribute('aria-sort')).toBe('ascending');
    expect(await answer.getByRole('row').nth(1).innerText()).toContain('Customer 200');
    await answer.getByRole('searchbox', { name: 'Filter rows' }).fill('customer 19');
    await answer.getByText('11 of 200 rows').waitFor();
    expect(misdeeds()).toEqual([]);
    await close();
  });

  it('takes feedback with a reason', async () => {
    const { page, close } = await visit();
    await ask(page, 'Revenue by month');
    await page.getByRole('button', { name: 'Something is wrong with this answer' }).click();
    await page.getByLabel('Wrong period').check();
    await page.getByLabel('What did you expect?').fill('the fiscal year');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByText('Thank you.').waitFor();
    await close();
  });

  it('saves an answer, opens it computed anew, renames and deletes it', async () => {
    const { page, misdeeds, close } = await visit();
    await ask(page, 'Revenue by month');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByLabel('Title').fill('My months');
    expect(await page.getByLabel('Read the question anew').isChecked()).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Saved', exact: true }).last().click();
    await page.getByRole('link', { name: /My months/ }).click();
    await page.getByRole('heading', { name: 'My months' }).waitFor();
    await page.getByText('Same result as then').waitFor();
    expect(await page.getByTestId('saved-note').innerText()).toContain(
      '20 Jul 2022, computed again now under today’s scope',
    );
    expect(await page.getByRole('button', { name: 'Save', exact: true }).count()).toBe(0);
    await inEachLook(page, async () => {
      expect(await seriousFindings(page)).toEqual([]);
      expect(await fitsScreen(page)).toBe(true);
    });
    await page.goto('/saved');
    await page.getByRole('button', { name: 'Rename “My months”' }).click();
    await page.getByLabel('Title').fill('Months of the year');
    await page.getByRole('button', { name: 'Rename', exact: true }).click();
    await page.getByRole('button', { name: 'Delete “Months of the year”' }).click();
    await page.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('Nothing saved yet').waitFor();
    await page.goto('/?saved=11111111-2222-4333-8444-555555555555');
    await page.getByText('What this link opens is not there').waitFor();
    expect(misdeeds()).toEqual([]);
    await close();
  });

  it('saves a follow-up as it was understood, because its words alone would not do', async () => {
    const { page, close } = await visit();
    await ask(page, 'Revenue by month in 2022');
    await ask(page, 'Follow on by category');
    await page.getByRole('button', { name: 'Save', exact: true }).last().click();
    expect(await page.getByLabel('Run exactly what was understood').isChecked()).toBe(true);
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await page.getByRole('link', { name: 'Saved', exact: true }).last().click();
    await page.getByRole('link', { name: /Follow on by category.*as it was understood/ }).click();
    await page.locator('[data-status=answered]').waitFor();
    expect(api.requests.at(-1)).toBe('POST query');
    await close();
  });

  it('asks within one store when one is chosen', async () => {
    const { page, close } = await visit('manager_multi');
    await page.getByLabel('Stores to ask about').selectOption('2');
    await ask(page, 'Revenue by month');
    await page.getByTestId('answer-sentence').filter({ hasText: 'Revenue of store 2 was' }).waitFor();
    await close();
  });

  it('loads under 300 kB of JavaScript (gzip) before the first chart, which brings its own', async () => {
    const { page, close } = await visit();
    const sizes: number[] = [];
    page.on('response', (response) => {
      if (/\.js(\?|$)/.test(response.url()))
        void response.body().then(
          (body) => sizes.push(gzipSync(body).length),
          () => undefined,
        );
    });
    await page.reload({ waitUntil: 'networkidle' });
    const first = sizes.reduce((sum, size) => sum + size, 0);
    expect(first).toBeGreaterThan(50_000);
    expect(first).toBeLessThan(300_000);
    await close();
  });

  it.each([
    '/',
    '/catalog',
    '/saved',
    '/history',
    '/admin',
    '/admin/audit/1040',
    '/admin/users',
    '/admin/review',
    '/nowhere',
  ])('has no serious axe finding on %s in light, dark and narrow', async (path) => {
    const { page, misdeeds, close } = await visit('admin_user', 'admin123');
    await page.goto(path);
    await page.locator('main').waitFor();
    await inEachLook(page, async () => {
      expect(await seriousFindings(page)).toEqual([]);
      expect(await fitsScreen(page)).toBe(true);
    });
    expect(misdeeds(path === '/nowhere' ? /status of 404/ : undefined)).toEqual([]);
    await close();
  });
});

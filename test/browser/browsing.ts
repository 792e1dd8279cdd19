import { spawnSync } from 'node:child_process';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { expect } from 'chai';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { programPath } from '../support/programs.js';
import type { Serving } from '../api/serving.js';

const root = path.resolve(import.meta.dirname, '..', '..');

/** The folder of the built pages. */
export const builtPages = path.join(root, 'dist', 'web');

/** Builds the pages, unless they were built from these very sources. */
export function buildPages(): void {
  const built = spawnSync(process.execPath, [path.join(root, 'scripts', 'build-pages.mjs')], { encoding: 'utf8' });
  if (built.status !== 0) throw new Error(`the pages do not build: ${built.stderr}`);
}

/** Where pictures of the pages are kept, to be looked at, if anybody wants them. */
const pictures = process.env.PLUMBLINE_PICTURES;

/** A browser that must be closed. Debian's refuses its sandbox to root. */
export function openBrowser(): Promise<Browser> {
  const executablePath = programPath('chromium');
  if (executablePath === undefined) throw new Error('chromium is not installed');
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
}

/** A page with what went wrong on it: exceptions, refused resources, and requests to anywhere else. */
export interface Visit {
  readonly page: Page;
  readonly faults: readonly string[];
}

/** How a visitor comes. */
export interface Visitor extends BrowserContextOptions {
  readonly language?: 'en' | 'zh';
}

/** A new visitor at the way in. */
export async function visit(browser: Browser, { base }: Serving, { language = 'en', ...options }: Visitor = {}): Promise<Visit> {
  const context = await browser.newContext({ baseURL: base, locale: language === 'zh' ? 'zh-CN' : 'en-GB', ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', error => faults.push(error.message));
  page.on('console', message => {
    // That nobody is signed in yet is an answer of 401, which the browser reports.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) faults.push(message.text());
  });
  page.on('request', request => {
    if (!request.url().startsWith(base) && !request.url().startsWith('data:')) faults.push(`asked ${request.url()}`);
  });
  page.setDefaultTimeout(30_000);
  await page.goto('/');
  await page.locator('input[name=key]').waitFor();
  return { page, faults };
}

/** Signs a new visitor in with a key. */
export async function signIn(browser: Browser, service: Serving, key: string, visitor: Visitor = {}): Promise<Visit> {
  const visited = await visit(browser, service, visitor);
  const { page } = visited;
  await page.locator('input[name=key]').fill(key);
  await page.locator('button[type=submit]').click();
  await page.locator('main#main h1').first().waitFor();
  return visited;
}

const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** Expects that nobody is kept out: axe finds nothing worse than minor, nothing runs over the page's edge. Takes a picture where one is wanted. */
export async function inspect({ page, faults }: Visit, name: string): Promise<void> {
  await page.waitForLoadState('networkidle');
  await picture(page, name);
  await page.evaluate(axeSource);
  const violations = await page.evaluate(async () => {
    // What was just loaded into the page.
    const { axe } = globalThis as unknown as { axe: { run: (asked: object) => Promise<{ violations: Violation[] }> } };
    // What is pressed is 24 pixels high and wide, or as far from others (WCAG 2.5.8), which is not looked at unless it is asked for.
    return (await axe.run({ rules: { 'target-size': { enabled: true } } })).violations;
  });
  const serious = violations
    .filter(({ impact }) => impact !== 'minor')
    .flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)} ${failureSummary ?? ''}`));
  expect(serious, `axe on ${name}`).to.deep.equal([]);
  const over = await page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth');
  expect(over, `pixels over the edge of ${name}`).to.be.at.most(0);
  expect(faults, `what went wrong on ${name}`).to.deep.equal([]);
}

async function picture(page: Page, name: string): Promise<void> {
  if (pictures === undefined) return;
  await mkdir(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, `${name}.png`), fullPage: true });
}

/** Where the keyboard is, from the edges of the window in pixels, and what keeps somebody from seeing it there; empty for nothing. */
interface Focused {
  readonly name: string;
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
  readonly hidden: string;
}

/** Walks through what is in `main` with Tab, and expects that each stop is seen and stands no higher on the page than the one before. */
export async function walkWithTab(page: Page, most = 200): Promise<number> {
  await page.locator('main#main').focus();
  let before: Focused | undefined;
  for (let stops = 0; stops < most; stops++) {
    await page.keyboard.press('Tab');
    const now = await page.evaluate<Focused | null>(focusedInMain);
    if (now === null) return stops;
    expect(now.hidden, `${now.name} has the focus`).to.equal('');
    // Side by side is no step back, nor is the next column.
    const isBack = before !== undefined && now.bottom <= before.top && now.left < before.right;
    expect(isBack, `${now.name} comes after ${before?.name}, and stands above it`).to.equal(false);
    before = now;
  }
  throw new Error(`more than ${most} stops`);
}

const focusedInMain = `(() => {
  const main = document.querySelector('main#main');
  const one = document.activeElement;
  if (main === null || one === null || one === main || !main.contains(one)) return null;
  const box = one.getBoundingClientRect();
  const look = getComputedStyle(one);
  const at = document.elementFromPoint(Math.max(1, box.left + Math.min(box.width / 2, 20)), box.top + Math.min(box.height / 2, 20));
  const hidden =
    box.width === 0 || box.height === 0 ? 'has no size'
    : box.top >= innerHeight || box.bottom <= 0 ? 'is out of sight'
    : at === null || !(one.contains(at) || at.contains(one) || at.closest('label')?.contains(one)) ? 'is covered'
    : (look.outlineStyle === 'none' || look.outlineWidth === '0px') && look.boxShadow === 'none' ? 'has no outline' : '';
  const name = (one.getAttribute('aria-label') || one.labels?.[0]?.textContent || one.name || one.textContent || one.tagName).trim().slice(0, 60);
  return { name, top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left, right: box.right, hidden };
})()`;

// Takes the pictures of docs/images from the demo, with the Chromium of the tests:
//   npm run demo && node scripts/pictures.mjs
//   pngquant --force --ext .png --quality 80-98 docs/images/*.png
// Look at each before it is committed. None may take more than 60 kB: help pages show them, and no page takes more than 250 kB.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const workspace = process.argv[2] ?? join(root, 'demo');
const program = join(root, 'dist', 'cli', 'main.js');
const mostBytes = 60_000;

/** What is shown, by the name of its file: the page, what must be on it before, where the picture begins and ends at most. Pixels. */
const pictures = {
  portfolio: ['/portfolio?period=2026-06', 'td.heat', '.card:has(td.heat)', 520],
  handout: ['/clients/ACME?period=2026-06', '.spark-line', '.handout', 545],
  metric: ['/clients/ACME/metrics/on_time_delivery?period=2026-06', 'canvas', '.metric-grid', 520],
};

const run = (...args) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args, '--workspace', workspace, '--json'], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
};

const service = spawn(process.execPath, [program, 'serve', '--workspace', workspace, '--port', '0', '--no-jobs', '--json'], {
  stdio: ['ignore', 'pipe', 'ignore'],
});
const [line] = await once(service.stdout, 'data');
const { address } = JSON.parse(String(line));
const { key, id } = run('keys', 'create', '--role', 'auditor', '--name', 'Anna Berg');
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  const page = await browser.newPage({ baseURL: address, locale: 'en-GB', viewport: { width: 1180, height: 800 } });
  // The tour would stand before the figures.
  await page.addInitScript(() => localStorage.setItem('plumbline.tour', 'closed'));
  await page.goto('/');
  await page.locator('input[name=key]').fill(key);
  await page.locator('button[type=submit]').click();
  await page.locator('main#main h1').first().waitFor();
  for (const [name, [path, shown, from, most]] of Object.entries(pictures)) {
    await page.goto(path);
    await page.locator(shown).first().waitFor();
    await page.waitForLoadState('networkidle');
    const file = join(root, 'docs', 'images', `${name}.png`);
    const { x, y, width, height } = await page.locator(from).boundingBox();
    await page.screenshot({
      path: file,
      animations: 'disabled',
      fullPage: true,
      clip: { x, y, width, height: Math.min(height, most) },
    });
    const { size } = statSync(file);
    process.stdout.write(`${name}.png ${size} bytes${size > mostBytes ? ', to be made smaller by pngquant' : ''}\n`);
  }
} finally {
  await browser.close();
  if (id !== undefined) run('keys', 'revoke', id);
  service.kill('SIGTERM');
}

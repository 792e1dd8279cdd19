// Runs the campaign at its large size: kills, a machine that fails, rows and files that nobody would send on purpose, hostile
// requests, load. It takes hours; `npm test` runs the same tests at a small size. Its figures are printed at the end.
//
//   node scripts/campaign.mjs [kills|machine|rows|requests|load]…
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const parts = {
  kills: ['campaign/kills', 'app/periods-killed', 'app/jobs/killed', 'store/facts/killed', 'api/uploads-killed'],
  machine: ['campaign/machine', 'cli/disk-full', 'api/database-gone', 'store/gone', 'jobs/scheduler'],
  rows: ['campaign/rows'],
  requests: ['api/authorisation', 'api/hostile', 'api/event-loop', 'api/slow', 'api/planted'],
  load: ['campaign/load'],
};
const asked = process.argv.slice(2);
const unknown = asked.filter(name => !(name in parts));
if (unknown.length > 0) {
  console.error(`There is no part ${unknown.join(', ')} of the campaign. There are ${Object.keys(parts).join(', ')}.`);
  process.exit(2);
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const folder = mkdtempSync(join(tmpdir(), 'plumbline-campaign-'));
const report = join(folder, 'figures');
const env = { ...process.env, PLUMBLINE_CAMPAIGN: 'large', PLUMBLINE_CAMPAIGN_REPORT: report, PLUMBLINE_RUNS: '100' };
// One file after the other: what is measured is measured alone.
let failed = false;
for (const name of asked.length > 0 ? asked : Object.keys(parts)) {
  console.log(`\n${name}`);
  const files = parts[name].map(file => join(root, 'test', `${file}.test.ts`));
  const runs = name === 'requests' ? '10000' : env.PLUMBLINE_RUNS;
  const { status } = spawnSync(process.execPath, [join(root, 'scripts', 'test.mjs'), '--jobs', '1', ...files], {
    cwd: root,
    env: { ...env, PLUMBLINE_RUNS: runs },
    stdio: 'inherit',
  });
  failed ||= status !== 0;
}
if (existsSync(report)) {
  console.log('\nFigures');
  for (const line of readFileSync(report, 'utf8').trimEnd().split('\n')) {
    const { name, value } = JSON.parse(line);
    console.log(`  ${name}: ${value}`);
  }
}
rmSync(folder, { recursive: true });
process.exitCode = failed ? 1 : 0;

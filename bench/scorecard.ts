import { mkdtemp, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { scorecard } from '../src/reports/scorecard.js';
import { writeScorecard } from '../src/reports/writers/xlsx.js';
import { sampleEvidence, sampleInput } from '../test/support/sample-input.js';

// A scorecard with 20 000 evidence rows: at most 5 s and 700 MB. Fifty small ones: at most 1 s each.
const megabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);
// On a busy machine the clock tells of the others too: the processor's own seconds are shown beside it.
const busy = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6;
const seconds = (from: number) => ((performance.now() - from) / 1000).toFixed(2);

const folder = await mkdtemp(path.join(os.tmpdir(), 'plumbline-bench-'));
try {
  const small = performance.now();
  const smallBusy = busy();
  for (let at = 0; at < 50; at++) {
    await writeScorecard(scorecard(sampleInput({ evidence: sampleEvidence(40) })), path.join(folder, `small-${at}.xlsx`));
  }
  const each = ((performance.now() - small) / 50 / 1000).toFixed(2);
  console.log(
    `50 small scorecards           ${each} s each (at most 1), ${((busy() - smallBusy) / 50).toFixed(2)} s of processor   ${megabytes()} MB so far`,
  );
  const large = performance.now();
  const largeBusy = busy();
  const file = path.join(folder, 'large.xlsx');
  await writeScorecard(scorecard(sampleInput({ evidence: sampleEvidence(20_000, 0) })), file);
  const size = ((await stat(file)).size / 1e6).toFixed(1);
  console.log(
    `one with 20 000 evidence rows  ${seconds(large)} s (at most 5), ${(busy() - largeBusy).toFixed(2)} s of processor   ${megabytes()} MB (at most 700)   ${size} MB file`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}

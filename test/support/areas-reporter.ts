import { writeFileSync } from 'node:fs';
import path from 'node:path';
import mocha from 'mocha';

/** The tests of one file, or of the files of one area, with the milliseconds that they and their hooks took. */
interface Tally {
  passed: number;
  failed: number;
  leftOut: number;
  millis: number;
}

/** How often, in milliseconds, a run that has no area to report says how far it is. */
const silence = 20_000;
const slowest = 10;
const tests = path.join(process.cwd(), 'test');

/** A folder of test/, or a file that lies in none. */
const areaOf = (file: string): string =>
  path
    .relative(tests, file)
    .split(path.sep)[0]
    ?.replace(/\.test\.ts$/, '') ?? '';

const seconds = (millis: number): string => `${(millis / 1000).toFixed(millis < 10_000 ? 1 : 0)} s`;

/**
 * A line for each area of the tests as soon as all its files have run, and at the end what failed, what was left out and why, and the
 * slowest files. `TEST_FILES` names the files of the run, so that it is known when an area is complete; into the file that
 * `TEST_TOTALS` names go the totals.
 */
export default class AreasReporter extends mocha.reporters.Base {
  readonly #files = new Map<string, Tally>();
  readonly #leftOut = new Map<string, Set<string>>();
  readonly #areas = new Map<string, Set<string>>();
  readonly #complete = new Set<string>();
  readonly #start = performance.now();
  #spoken = performance.now();
  #current: string | undefined;

  constructor(runner: mocha.Runner, options?: mocha.MochaOptions) {
    super(runner, options);
    for (const file of (process.env['TEST_FILES'] ?? '').split('\n').filter(name => name !== ''))
      this.#filesOf(areaOf(path.resolve(file))).add(path.resolve(file));
    runner.on('pass', test => this.#count(test, 'passed'));
    runner.on('fail', (test, failure) => this.#fail(test, failure));
    runner.on('pending', test => this.#leaveOut(test));
    runner.on('hook end', hook => this.#tally(hook));
    runner.once('end', () => this.#end());
  }

  #filesOf(area: string): Set<string> {
    const files = this.#areas.get(area) ?? new Set<string>();
    this.#areas.set(area, files);
    return files;
  }

  #tally({ file, duration = 0 }: mocha.Runnable): Tally | undefined {
    if (file === undefined) return undefined;
    if (file !== this.#current) this.#finish();
    this.#current = file;
    const tally = this.#files.get(file) ?? { passed: 0, failed: 0, leftOut: 0, millis: 0 };
    tally.millis += duration;
    this.#files.set(file, tally);
    return tally;
  }

  #count(test: mocha.Runnable, as: 'passed' | 'failed' | 'leftOut'): void {
    const tally = this.#tally(test);
    if (tally !== undefined) tally[as] += 1;
  }

  #fail(test: mocha.Runnable, failure: Error): void {
    this.#count(test, 'failed');
    const [reason = ''] = failure.message.split('\n');
    this.#say(`  failed: ${test.fullTitle()}\n          ${reason}`);
  }

  #leaveOut(test: mocha.Test): void {
    this.#count(test, 'leftOut');
    const [suite = '', ...rest] = test.titlePath();
    const reason = rest.at(-1) ?? '';
    const suites = this.#leftOut.get(reason) ?? new Set();
    this.#leftOut.set(reason, suites.add([suite, ...rest.slice(0, -1)].join(' ')));
  }

  /** The file whose tests came until now has run. */
  #finish(): void {
    if (this.#current === undefined) return;
    const area = areaOf(this.#current);
    const files = this.#filesOf(area).add(this.#current);
    this.#complete.add(this.#current);
    if (process.env['TEST_FILES'] !== undefined && [...files].every(file => this.#complete.has(file))) this.#sayArea(area);
    else if (performance.now() - this.#spoken > silence) this.#sayProgress();
  }

  #sayArea(area: string): void {
    const tallies = [...this.#filesOf(area)].flatMap(file => this.#files.get(file) ?? []);
    this.#areas.delete(area);
    if (tallies.length === 0) return;
    const sum = (of: keyof Tally): number => tallies.reduce((total, tally) => total + tally[of], 0);
    const parts = [
      `${sum('passed')} passed`.padStart(12),
      ...(sum('failed') > 0 ? [`${sum('failed')} failed`] : []),
      ...(sum('leftOut') > 0 ? [`${sum('leftOut')} left out`] : []),
    ];
    this.#say(`  ${area.padEnd(14)}${parts.join(', ')}${seconds(sum('millis')).padStart(10)}`);
  }

  #sayProgress(): void {
    const { passes, failures } = this.stats;
    const since = seconds(performance.now() - this.#start);
    this.#say(`  … ${this.#complete.size} files, ${passes + failures} tests after ${since}`);
  }

  #say(text: string): void {
    this.#spoken = performance.now();
    process.stdout.write(`${text}\n`);
  }

  #end(): void {
    this.#finish();
    for (const area of [...this.#areas.keys()].toSorted()) this.#sayArea(area);
    this.epilogue();
    for (const [reason, suites] of this.#leftOut)
      this.#say(`  Left out, because ${reason}:\n${[...suites].map(suite => `    ${suite}`).join('\n')}\n`);
    const ranked = [...this.#files].toSorted(([, a], [, b]) => b.millis - a.millis).slice(0, slowest);
    if (ranked.length > 1) {
      this.#say('  The slowest files:');
      for (const [file, { millis }] of ranked)
        this.#say(`  ${seconds(millis).padStart(8)}  ${path.relative(process.cwd(), file)}`);
    }
    const { passes, failures, pending } = this.stats;
    const totals = process.env['TEST_TOTALS'];
    if (totals !== undefined) writeFileSync(totals, JSON.stringify({ passes, failures, pending }));
  }
}

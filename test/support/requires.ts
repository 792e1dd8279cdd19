import { type ProgramName, programPath, remedyFor } from './programs.js';

// On the global object, because mocha may load this module twice: by require for most test files, by import for some.
const global = globalThis as { [key: symbol]: unknown };
const key = Symbol.for('plumbline.left-out');
global[key] ??= new Map<ProgramName, string[]>();
const leftOut = global[key] as Map<ProgramName, string[]>;

/**
 * A `describe` for tests that need a program: left out with a printed reason where the machine lacks it, a failure where
 * CI is set, because there nobody reads reasons.
 */
export function requires(program: ProgramName, name: string, define: () => void): void {
  if (programPath(program) !== undefined) {
    describe(name, define);
    return;
  }
  if (process.env.CI !== undefined && process.env.CI !== 'false') {
    describe(name, () => {
      it(`needs ${program}`, () => {
        throw new Error(`${program} is not installed: ${remedyFor(program)}`);
      });
    });
    return;
  }
  leftOut.set(program, [...(leftOut.get(program) ?? []), name]);
}

/** What was left out and how to have it run, or nothing. */
export function leftOutNotice(): string {
  const parts = [...leftOut].map(
    ([program, names]) => `  ${program} is missing (${remedyFor(program)}):\n${names.map(name => `    ${name}`).join('\n')}`,
  );
  return parts.length === 0 ? '' : `\n\n  Left out:\n${parts.join('\n')}\n`;
}

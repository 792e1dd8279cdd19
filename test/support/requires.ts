import { type ProgramName, programPath, remedyFor } from './programs.js';

/**
 * A `describe` for tests that need a program: left out with the reason where the machine lacks it, a failure where CI is set,
 * because there nobody reads reasons.
 */
export function requires(program: ProgramName, name: string, define: () => void): void {
  describe(name, () => {
    if (programPath(program) !== undefined) define();
    else if (process.env.CI !== undefined && process.env.CI !== 'false')
      it(`needs ${program}`, () => {
        throw new Error(`${program} is not installed: ${remedyFor(program)}`);
      });
    // A test without a body is counted as left out, and its title is printed at the end.
    else it(`${program} is missing (${remedyFor(program)})`);
  });
}

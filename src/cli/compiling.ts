import { setFlagsFromString } from 'node:v8';

/**
 * How much a function runs before V8 optimizes it, in its own units. A command ends after a second or two: at V8's own `usual`, optimizing
 * takes a third of its processor time and pays in none but the longest.
 */
const budgets = {
  javascript: { usual: 67_584, ofCommands: 1_000_000 },
  wasm: { usual: 1_800_000, ofCommands: 18_000_000 },
} as const;

/** For a process that ends soon. */
export const compileForCommand = (): void => setBudgets('ofCommands');

/** For a process that runs on: what is used often is optimized at once. */
export const compileForService = (): void => setBudgets('usual');

function setBudgets(kind: 'usual' | 'ofCommands'): void {
  // The numbers are those of Node 20; another V8 has its own, and says on the terminal that it does not know an option.
  if (!process.versions.v8.startsWith('11.')) return;
  setFlagsFromString(`--interrupt-budget=${budgets.javascript[kind]}`);
  setFlagsFromString(`--wasm-tiering-budget=${budgets.wasm[kind]}`);
}

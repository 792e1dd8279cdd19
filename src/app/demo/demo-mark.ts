import { existsSync } from 'node:fs';
import { join } from 'node:path';

/** Marks a folder as made by the demo: only such a folder is replaced, and only there the pages offer their tour. */
export const demoMark = '.plumbline-demo';

/** Whether a folder is a workspace that the demo made. */
export const isDemo = (directory: string): boolean => existsSync(join(directory, demoMark));

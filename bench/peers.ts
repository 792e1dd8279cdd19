import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { type Run, watched } from './run-program.js';

/** Another way from the same file to the same workbooks. */
export interface Peer {
  readonly name: string;
  /** Makes the workbooks in a folder; what it prints are the figures. */
  readonly run: (file: string, out: string) => Promise<Run>;
}

/** What a peer prints: numerator and denominator, by client and metric. */
export type Figures = Readonly<Record<string, Readonly<Record<string, readonly [number, number]>>>>;

const folder = path.join(import.meta.dirname, 'peers');
const run = promisify(execFile);

/** The peers that are installed here, and how to get the others. */
export async function peersHere(): Promise<{ readonly peers: readonly Peer[]; readonly missing: readonly string[] }> {
  const missing: string[] = [];
  const peers: Peer[] = [];
  const python = await pythonWithPandas();
  if (python === undefined) missing.push('pandas + openpyxl: apt-get install python3-pandas python3-openpyxl');
  else
    peers.push({
      name: 'pandas + openpyxl',
      run: (file, out) => watched(python, [path.join(folder, 'pandas_openpyxl.py'), file, out]),
    });
  if (!hasDuckDb())
    missing.push('DuckDB + exceljs: npm install @duckdb/node-api in any folder, and NODE_PATH=<folder>/node_modules');
  else
    peers.push({
      name: 'DuckDB + exceljs',
      run: (file, out) => watched(process.execPath, [path.join(folder, 'duckdb-exceljs.mjs'), file, out]),
    });
  return { peers, missing };
}

async function pythonWithPandas(): Promise<string | undefined> {
  for (const python of ['python3', '/usr/bin/python3']) {
    try {
      await run(python, ['-c', 'import pandas, openpyxl']);
      return python;
    } catch {
      // The next one, then.
    }
  }
  return undefined;
}

function hasDuckDb(): boolean {
  try {
    createRequire(import.meta.url).resolve('@duckdb/node-api');
    return true;
  } catch {
    return false;
  }
}

import fs from 'node:fs';
import path from 'node:path';
import { environmentFaults } from '../../faults/environment.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';

/** The major version of PostgreSQL inside the PGlite that is installed; its files cannot be read by another. */
const embeddedMajor = 18;

const record = (directory: string): string => path.join(directory, 'version.json');

/** Refuses a data directory that another major version of PostgreSQL has written. */
export function checkEdition(directory: string, dataDirectory: string): void {
  const found = majorOf(dataDirectory);
  if (found === undefined || found === embeddedMajor) return;
  throw new Stop(3, [
    fault(environmentFaults, 'database_version_differs', { directory, found, wanted: embeddedMajor, madeBy: madeBy(directory) }),
  ]);
}

/** Notes in the database directory which version wrote the data, for people and for the message above. */
export function recordEdition(directory: string, version: string): void {
  const text = `${JSON.stringify({ version })}\n`;
  if (!fs.existsSync(record(directory)) || fs.readFileSync(record(directory), 'utf8') !== text)
    fs.writeFileSync(record(directory), text);
}

function majorOf(dataDirectory: string): number | undefined {
  const file = path.join(dataDirectory, 'PG_VERSION');
  return fs.existsSync(file) ? Number.parseInt(fs.readFileSync(file, 'utf8'), 10) : undefined;
}

function madeBy(directory: string): string | undefined {
  try {
    const found: unknown = JSON.parse(fs.readFileSync(record(directory), 'utf8'));
    return typeof found === 'object' && found !== null && 'version' in found ? String(found.version) : undefined;
  } catch {
    return undefined;
  }
}

import fs from 'node:fs';
import path from 'node:path';

/** A program that some tests need and that a machine may lack. */
export type ProgramName = 'postgres' | 'chromium' | 'soffice' | 'pdftotext';

interface Program {
  /** What a search path may call it. */
  readonly names: readonly string[];
  readonly package: string;
}

const programs: Readonly<Record<ProgramName, Program>> = {
  postgres: { names: ['initdb'], package: 'postgresql' },
  chromium: { names: ['chromium', 'chromium-browser', 'google-chrome'], package: 'chromium' },
  soffice: { names: ['soffice', 'libreoffice'], package: 'libreoffice-calc' },
  pdftotext: { names: ['pdftotext'], package: 'poppler-utils' },
};

/** Where the program is on this machine, if it is. */
export function programPath(name: ProgramName): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), ...(name === 'postgres' ? debianPostgres() : [])];
  return folders.flatMap(folder => programs[name].names.map(file => path.join(folder, file))).find(isExecutable);
}

/** How to get the program. */
export const remedyFor = (name: ProgramName): string => `apt-get install ${programs[name].package}`;

/** Debian keeps every version's binaries in a folder of their own, newest first here. */
function debianPostgres(): readonly string[] {
  const root = '/usr/lib/postgresql';
  if (!fs.existsSync(root)) return [];
  const versions = fs
    .readdirSync(root)
    .map(Number)
    .filter(version => version >= 15);
  return versions.sort((a, b) => b - a).map(version => path.join(root, String(version), 'bin'));
}

function isExecutable(file: string): boolean {
  try {
    fs.accessSync(file, fs.constants.X_OK);
    return fs.statSync(file).isFile();
  } catch {
    return false;
  }
}

// Completes package-lock.json with the optional packages of other platforms. npm leaves out those that it could not load from its
// registry when the lock was written, and then `npm ci` refuses the lock everywhere. Run it after every change of dependencies:
//   node scripts/complete-lock.mjs           adds what is missing
//   node scripts/complete-lock.mjs --check   only says what is missing, with exit code 1
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const path = join(dirname(dirname(fileURLToPath(import.meta.url))), 'package-lock.json');
const lock = JSON.parse(readFileSync(path, 'utf8'));
const systems = 'aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32';
const processors = 'arm64|arm|ia32|loong64|mips64el|ppc64|riscv64|s390x|x64|wasm32';

/** Where a package may be installed, read from its name: @biomejs/cli-linux-arm64-musl. */
function platform(name) {
  const os = new RegExp(`(?:^|[-/])(${systems})(?=-|$)`).exec(name)?.[1];
  const cpu = new RegExp(`-(${processors})(?=-|$)`).exec(name)?.[1];
  const libc = os !== 'linux' ? undefined : /-musl/.test(name) ? 'musl' : /-gnu/.test(name) ? 'glibc' : undefined;
  if (cpu === undefined) throw new Error(`package-lock.json: which platform is ${name} for?`);
  return { cpu: [cpu], ...(libc ? { libc: [libc] } : {}), ...(os ? { os: [os] } : {}) };
}

const missing = {};
for (const [at, { optionalDependencies = {}, dev }] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(optionalDependencies)) {
    const nested = `${at}/node_modules/${name}`;
    const top = `node_modules/${name}`;
    if (lock.packages[nested] !== undefined || lock.packages[top] !== undefined) continue;
    if (!/^\d+\.\d+\.\d+/.test(version))
      throw new Error(`package-lock.json: ${at} asks for ${name} ${version}, not one exact version`);
    const { cpu, ...place } = platform(name);
    missing[top] = {
      version,
      cpu,
      ...(dev ? { dev } : {}),
      ...(place.libc ? { libc: place.libc } : {}),
      optional: true,
      ...(place.os ? { os: place.os } : {}),
    };
  }
}

const names = Object.keys(missing);
if (names.length > 0 && process.argv.includes('--check')) {
  process.stderr.write(`package-lock.json lacks ${names.join(', ')}.\nRun node scripts/complete-lock.mjs.\n`);
  process.exit(1);
}
if (names.length > 0) {
  const all = Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(all) }, null, 2)}\n`);
}

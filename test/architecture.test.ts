import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import {
  cycleFindings,
  flowFindings,
  lengthFindings,
  packageFindings,
  pathFindings,
  roomFindings,
  type SourceFile,
  shapeFindings,
} from './support/architecture.js';
import { importsOf } from './support/source-code.js';

const root = join(import.meta.dirname, '..');
const read = (path: string): SourceFile => ({ path, text: readFileSync(join(root, path), 'utf8') });

const sources = (folder: string): SourceFile[] =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
        .map(path => `${folder}/${path.replaceAll('\\', '/')}`)
        .filter(path => /\.[cm]?tsx?$|\.mjs$/.test(path) && statSync(join(root, path)).isFile())
        .sort()
        .map(read)
    : [];

const tracked = (): SourceFile[] =>
  execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\0')
    .filter(path => path !== '' && existsSync(join(root, path)) && !/^seeds\/.*\/files\/|\.(png|xlsx|woff2)$/.test(path))
    .map(read);

describe('architecture', () => {
  it('arrows point down, pure folders stay pure, and only the shells read the clock', () => {
    const files = sources('src');
    expect(files.length).to.be.above(20);
    expect(files.flatMap(flowFindings)).to.deep.equal([]);
  });

  it('no files import each other in a circle, not even for their types', () => {
    expect(cycleFindings(sources('src'))).to.deep.equal([]);
  });

  it('no rooms of app import each other in a circle', () => {
    expect(roomFindings(sources('src/app'))).to.deep.equal([]);
  });

  it('files and folders have names that say something and stay below 300 lines', () => {
    expect(['src', 'test', 'bench', 'scripts'].flatMap(sources).flatMap(shapeFindings)).to.deep.equal([]);
  });

  it('functions have at most 60 lines, and half of them at most 6', () => {
    expect(lengthFindings(sources('src'))).to.deep.equal([]);
  });

  it('versions are exact, and the lock file installs from any registry', () => {
    const [manifest, lock] = [read('package.json').text, read('package-lock.json').text];
    expect(packageFindings(manifest, lock)).to.deep.equal([]);
  });

  it('no tracked file names a path of the machine it was written on', () => {
    expect(tracked().flatMap(pathFindings)).to.deep.equal([]);
  });
});

describe('architecture: the rules can fail', () => {
  const found = (path: string, text: string): readonly string[] => flowFindings({ path, text });

  const broken: readonly [sentence: string, path: string, text: string, says: string][] = [
    [
      'facts that know metrics',
      'src/facts/a.ts',
      "import { x } from '../metrics/x.js';",
      'src/facts/a.ts:1: facts must not import metrics (../metrics/x.js)',
    ],
    [
      'a type import counts too',
      'src/facts/a.ts',
      "import type {\n  X,\n} from '../store/x.js';",
      'src/facts/a.ts:3: facts must not import store (../store/x.js)',
    ],
    [
      'a re-export counts too',
      'src/metrics/a.ts',
      "export * from '../weights/x.js';",
      'src/metrics/a.ts:1: metrics must not import weights (../weights/x.js)',
    ],
    [
      'a dynamic import counts too',
      'src/store/a.ts',
      "\nconst x = await import('../app/x.js');",
      'src/store/a.ts:2: store must not import app (../app/x.js)',
    ],
    [
      'a worker counts too',
      'src/import/layout/a.ts',
      "new Worker(new URL('../readers/x.js', import.meta.url));",
      'src/import/layout/a.ts:1: import/layout must not import import/readers (../readers/x.js)',
    ],
    [
      'standards that know weights',
      'src/standards/a.ts',
      "import '../weights/x.js';",
      'src/standards/a.ts:1: standards must not import weights (../weights/x.js)',
    ],
    [
      'something that imports the command line',
      'src/app/a.ts',
      "import { x } from '../cli/x.js';",
      'src/app/a.ts:1: app must not import cli (../cli/x.js)',
    ],
    [
      'a way to a server that knows use cases',
      'src/remote/a.ts',
      "import { x } from '../app/x.js';",
      'src/remote/a.ts:1: remote must not import app (../app/x.js)',
    ],
    [
      'a command that goes past the use cases',
      'src/cli/a.ts',
      "import { x } from '../store/x.js';",
      'src/cli/a.ts:1: cli must not import store (../store/x.js)',
    ],
    [
      'tables that write files',
      'src/reports/a.ts',
      "import { x } from './writers/x.js';",
      'src/reports/a.ts:1: reports must not import reports/writers (./writers/x.js)',
    ],
    [
      'a source that imports a test',
      'src/app/a.ts',
      "import { x } from '../../test/x.js';",
      'src/app/a.ts:1: imports ../../test/x.js, which is outside the folders of src/',
    ],
    [
      'pages that load schemas',
      'src/web/a.ts',
      "import { x } from '../contract/x.js';",
      'src/web/a.ts:1: the pages take types alone from contract (../contract/x.js)',
    ],
    ['a folder nobody planned', 'src/stuff/a.ts', '', 'src/stuff/a.ts: no folder of ARCHITECTURE.md'],
    [
      'files in a pure folder',
      'src/evaluation/a.ts',
      "import { readFile } from 'node:fs/promises';",
      'src/evaluation/a.ts:1: the pure folder evaluation must not import node:fs/promises',
    ],
    [
      'a package in a pure folder',
      'src/reports/a.ts',
      "const E = await import('exceljs');",
      'src/reports/a.ts:1: the pure folder reports must not import exceljs',
    ],
    [
      'time zones in a second place',
      'src/metrics/a.ts',
      "import { DateTime } from 'luxon';",
      'src/metrics/a.ts:1: only src/facts/time.ts may import luxon',
    ],
    [
      'the clock in a pure folder',
      'src/facts/a.ts',
      'const a = 1;\nconst now = Date.now();',
      'src/facts/a.ts:2: reads the clock (Date.now)',
    ],
    [
      'the clock inside a template',
      'src/facts/a.ts',
      `const s = \`at \${new Date()}\`;`,
      'src/facts/a.ts:1: reads the clock (new Date())',
    ],
    ['the clock in a use case', 'src/app/a.ts', 'new Date( )', 'src/app/a.ts:1: reads the clock (new Date())'],
    ['randomness in a pure folder', 'src/weights/a.ts', 'Math.random()', 'src/weights/a.ts:1: uses randomness (Math.random)'],
    ['the process in a pure folder', 'src/weights/a.ts', 'process.env', 'src/weights/a.ts:1: uses process'],
  ];
  for (const [sentence, path, text, says] of broken) {
    it(`finds ${sentence}`, () => expect(found(path, text)).to.deep.equal([says]));
  }

  const sound: readonly [sentence: string, path: string, text: string][] = [
    ['an arrow down', 'src/metrics/a.ts', "import { x } from '../facts/x.js';"],
    ['a neighbour', 'src/store/facts/a.ts', "import { x } from '../ledger.js';"],
    ['the type of an answer in a page', 'src/web/a.ts', "import type { X } from '../contract/x.js';"],
    [
      'an arrow in a comment',
      'src/facts/a.ts',
      "// import { x } from '../store/x.js';\n/* Date.now() and import('../app/x.js') */",
    ],
    ['an arrow in a string', 'src/facts/a.ts', 'const says = "do not call Date.now() or Math.random()";'],
    ['a regular expression with quotes in it', 'src/facts/a.ts', 'const quote = /[\'"]/;\nconst date = new Date(0);'],
    ['a given time made a date', 'src/facts/a.ts', 'new Date(at).getUTCDay()'],
    ['the clock where the program begins', 'src/cli/a.ts', 'const clock = () => Date.now();'],
    ['a field named process', 'src/facts/a.ts', 'order.process.length'],
  ];
  for (const [sentence, path, text] of sound) {
    it(`lets ${sentence} be`, () => expect(found(path, text)).to.deep.equal([]));
  }

  it('finds imports over several lines, with their lines', () => {
    const text = "import a from 'a';\nimport {\n  b,\n  c,\n} from 'b';\nexport { d } from 'd';\nimport 'e';\n";
    expect(
      importsOf(text)
        .map(({ from, line }) => `${from}:${line}`)
        .sort(),
    ).to.deep.equal(['a:1', 'b:5', 'd:6', 'e:7']);
  });

  it('finds circles of files, those of types and pages too', () => {
    const a = { path: 'src/facts/a.ts', text: "import { b } from './b.js';" };
    const circle = ['imports in a circle: src/facts/a.ts → src/facts/b.ts'];
    expect(cycleFindings([a, { path: 'src/facts/b.ts', text: "import { a } from './a.js';" }])).to.deep.equal(circle);
    expect(cycleFindings([a, { path: 'src/facts/b.ts', text: "import type { A } from './a.js';" }])).to.deep.equal(circle);
    expect(cycleFindings([a, { path: 'src/facts/b.ts', text: "export { type A } from './a.js';" }])).to.deep.equal(circle);
    const page = { path: 'src/web/c.tsx', text: "import { d } from './d.js';" };
    expect(cycleFindings([page, { path: 'src/web/d.tsx', text: "import type { C } from './c.js';" }])).to.deep.equal([
      'imports in a circle: src/web/c.tsx → src/web/d.tsx',
    ]);
    expect(cycleFindings([a, { path: 'src/facts/b.ts', text: "import { c } from './c.js';" }])).to.deep.equal([]);
  });

  it('finds rooms of app that import each other, directly or around, with the files that do', () => {
    const file = (path: string, ...from: string[]) => ({
      path: `src/app/${path}.ts`,
      text: from.map(one => `import type { X } from '${one}.js';`).join('\n'),
    });
    const periods = file('periods/close', '../audit/list', '../deps');
    const keys = file('keys/create', './list', '../periods/close');
    const deps = file('deps', './keys/create');
    expect(roomFindings([periods, keys, deps, file('audit/list'), file('keys/list')])).to.deep.equal([]);
    expect(roomFindings([periods, file('audit/list', '../periods/close')])).to.deep.equal([
      'rooms of app in a circle: audit (src/app/audit/list.ts) → periods (src/app/periods/close.ts)',
    ]);
    expect(roomFindings([periods, keys, file('audit/list', '../keys/list'), file('keys/list')])).to.deep.equal([
      'rooms of app in a circle: audit (src/app/audit/list.ts) → keys (src/app/keys/create.ts) → periods (src/app/periods/close.ts)',
    ]);
  });

  it('finds names that say nothing, names that are not kebab-case, and long files', () => {
    const shape = (path: string, lines = 1): readonly string[] => shapeFindings({ path, text: 'x\n'.repeat(lines) });
    expect(shape('src/facts/utils/a.ts')).to.have.length(1);
    expect(shape('src/facts/date-helpers.ts')).to.have.length(1);
    expect(shape('src/facts/types.ts')).to.have.length(1);
    expect(shape('src/facts/DateText.ts')).to.have.length(1);
    expect(shape('src/facts/a.ts', 301)).to.deep.equal(['src/facts/a.ts: 301 lines, at most 300']);
    expect(shape('src/facts/kinds/transport.ts', 300)).to.deep.equal([]);
  });

  describe('the length of functions', () => {
    const body = (lines: number): string => `{\n${'  work();\n'.repeat(lines - 2)}}`;
    const lengths = (path: string, text: string): readonly string[] => lengthFindings([{ path, text }]);
    // Many short ones, so that the median is not what is found.
    const short = 'const a = () => 1;\n'.repeat(9);

    const long: readonly [sentence: string, path: string, text: string, says: string][] = [
      ['a function', 'src/app/a.ts', `export function work() ${body(61)}`, ':10: work has 61 lines, at most 60'],
      ['an arrow', 'src/app/a.ts', `const work = async () => ${body(61)};`, ':10: work has 61 lines, at most 60'],
      ['a function without a name', 'src/app/a.ts', `run(() => ${body(62)});`, ':10: a function has 62 lines, at most 60'],
      ['a method', 'src/app/a.ts', `class A {\n  run() ${body(61)}\n}`, ':11: run has 61 lines, at most 60'],
      ['a constructor', 'src/app/a.ts', `class A {\n  constructor() ${body(61)}\n}`, ':11: constructor has 61 lines, at most 60'],
      ['a getter', 'src/app/a.ts', `const o = {\n  get x() ${body(61)}\n};`, ':11: x has 61 lines, at most 60'],
      ['a function of an object', 'src/app/a.ts', `const o = { f: () => ${body(61)} };`, ':10: f has 61 lines, at most 60'],
      [
        'a component',
        'src/web/a.tsx',
        `function Page() {\n  return (\n    <p>\n${'      <b />\n'.repeat(55)}    </p>\n  );\n}`,
        ':10: Page has 61 lines, at most 60',
      ],
    ];
    for (const [sentence, path, text, says] of long)
      it(`finds ${sentence} that is too long`, () => expect(lengths(path, short + text)).to.deep.equal([path + says]));

    it('counts neither what is written above a function nor a list beside it', () => {
      const comment = `/**\n${' * why\n'.repeat(80)} */\n`;
      const list = `const all = [\n${'  1,\n'.repeat(80)}];\n`;
      expect(lengths('src/app/a.ts', `${short}${comment}function work() ${body(60)}\n${list}`)).to.deep.equal([]);
    });

    it('finds that functions grew, all of them', () => {
      const grown = (lines: number): readonly string[] => lengths('src/app/a.ts', `function work() ${body(lines)}\n`.repeat(3));
      expect(grown(6)).to.deep.equal([]);
      expect(grown(7)).to.deep.equal(['half of all functions have 7 lines or more, at most 6']);
    });
  });

  it('finds loose versions, download addresses and paths of a machine', () => {
    expect(packageFindings('{"dependencies":{"a":"^1.0.0"},"devDependencies":{"b":"1.0.0"}}', '{}')).to.deep.equal([
      'package.json: a is ^1.0.0, not one exact version',
    ]);
    expect(packageFindings('{}', '{"resolved": "x"}')).to.have.length(1);
    expect(
      packageFindings('{}', '{"packages":{"node_modules/a":{"optionalDependencies":{"a-win32-x64":"1.0.0"}}}}'),
    ).to.deep.equal(['package-lock.json: a-win32-x64 is missing, run node scripts/complete-lock.mjs']);
    const somewhere = ['', 'home', 'someone', 'project'].join('/');
    expect(pathFindings({ path: 'README.md', text: `a\nsee ${somewhere}\n` })).to.deep.equal([
      `README.md:2: names a path of one machine, ${somewhere.split('/').slice(0, 3).join('/')}`,
    ]);
    expect(pathFindings({ path: 'README.md', text: 'see docs/home/page and https://example.org/home/page' })).to.deep.equal([]);
  });
});

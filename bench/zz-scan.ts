import { CsvScanner } from '../src/import/readers/csv-scan.js';
const form = { width: 3, solid: [true, true, false], numbered: [true, true, false] };
const size = 15 * 1024 * 1024;
const fill = (unit: string) => unit.repeat(Math.floor(size / unit.length));
const cases: Record<string, string> = {
  doubled: 'W-1,2,"' + fill('""') + '"\n',
  lines: 'W-1,2,"x\n' + fill('a b,c,d\n') + '"\nW-2,2,3\n',
  linesq: 'W-1,2,"x\n' + fill('a b,c,""d""\n') + '"\nW-2,2,3\n',
  shortlines: 'W-1,2,"x\n' + fill('\n') + '"\nW-2,2,3\n',
  plain: 'W-1,2,' + fill('abc ') + '\n',
  delims: 'W-1,2' + fill(',') + '\n',
  bare: 'W-1,2,x' + fill('"a') + '\n',
  quotedcells: 'W-1,2' + fill(',"a"') + '\n',
  unclosed: 'W-1,2,"' + fill('""') + 'x\n' ,
};
for (const [name, text] of Object.entries(cases)) {
  for (const q of [{ quote: '"', form }, { quote: '"', form, escape: '\\' }]) {
    const scanner = new CsvScanner(',', '\n', q);
    let worst = 0;
    let total = 0;
    for (let at = 0; at <= text.length; at += 65536) {
      const before = process.cpuUsage();
      scanner.push(text.slice(at, at + 65536), at + 65536 > text.length);
      const used = process.cpuUsage(before);
      const ms = (used.user + used.system) / 1000;
      worst = Math.max(worst, ms);
      total += ms;
      if (scanner.broken !== undefined) break;
    }
    console.log(name, 'escape' in q ? 'escape' : '', 'worst', worst.toFixed(0), 'ms of', total.toFixed(0), scanner.broken?.code ?? '');
  }
}

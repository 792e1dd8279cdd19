import { ts } from '@ts-morph/common';
import { analyse } from 'scslre';

/** A regular expression of a source, with the file and line that it stands at. */
export interface Pattern {
  readonly file: string;
  readonly line: number;
  readonly source: string;
  readonly flags: string;
}

/** The regular expressions that a source writes, and the lines at which it makes one of a text. */
export interface PatternsFound {
  readonly written: readonly Pattern[];
  readonly madeAt: readonly number[];
}

/** Finds every regular expression of a source by its syntax. */
export function patternsIn(file: string, text: string): PatternsFound {
  const kind = file.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, kind);
  const written: Pattern[] = [];
  const madeAt: number[] = [];
  const visit = (node: ts.Node): void => {
    const line = source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1;
    if (ts.isRegularExpressionLiteral(node)) {
      const end = node.text.lastIndexOf('/');
      written.push({ file, line, source: node.text.slice(1, end), flags: node.text.slice(end + 1) });
    }
    const isMade = (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText(source) === 'RegExp';
    if (isMade) madeAt.push(line);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return { written, madeAt };
}

/** The regular expressions that one file makes of texts while something is done. */
export async function patternsMade(file: string, act: () => unknown): Promise<readonly Pattern[]> {
  const made: Pattern[] = [];
  const own = globalThis.RegExp;
  const note = (pattern: RegExp): RegExp => {
    // The third line says who has called what notes it.
    const [, at, line] = /([^/]+)\.tsx?(?:\?\w+)?:(\d+)/.exec((new Error().stack ?? '').split('\n')[3] ?? '') ?? [];
    if (at !== undefined && file.endsWith(`/${at}.ts`))
      made.push({ file, line: Number(line), source: pattern.source, flags: pattern.flags });
    return pattern;
  };
  globalThis.RegExp = new Proxy(own, {
    construct: (target, given: [string, string?]) => note(new target(...given)),
    apply: (target, _self, given: [string, string?]) => note(target(...given)),
  });
  try {
    await act();
  } finally {
    globalThis.RegExp = own;
  }
  return made;
}

/** Why a pattern's work can grow faster than the text that it is tried on; undefined where it does not. */
export function superlinear({ file, line, source, flags }: Pattern): string | undefined {
  const [report] = analyse({ source, flags }, { maxReports: 1 }).reports;
  if (report === undefined) return undefined;
  const parts = report.type === 'Trade' ? [report.startQuant, report.endQuant] : [report.quant];
  const how =
    report.type === 'Move' ? 'begins anew at each of' : report.type === 'Self' ? 'can take in several ways' : 'can share out';
  const many = JSON.stringify(report.character.pick);
  return `${file}:${line}: /${source}/${flags}: ${parts.map(({ raw }) => raw).join(' and ')} ${how} a run of ${many}`;
}

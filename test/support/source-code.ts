/** A source text with comments blanked, and with what stands in strings blanked too; lines keep their numbers. */
export interface Code {
  readonly uncommented: string;
  readonly bare: string;
}

/** An import, a re-export, a dynamic import, or a worker's address, with its line. */
export interface Imported {
  readonly from: string;
  readonly line: number;
  /** Erased when the program is built. */
  readonly isType: boolean;
}

const blank = (text: string): string => text.replace(/[^\n]/g, ' ');

/** Comments, strings, templates without their insertions, and regular expressions: whatever comes first. */
const notCode =
  /\/\/[^\n]*|\/\*[\s\S]*?\*\/|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|(?<=[=(,:[!&|?{};\n]\s*|return\s+|=>\s*)\/(?![*/])(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\/[a-z]*/g;

/** Tells code from comments and strings. Insertions of templates stay code; the rest of a template is left as it is. */
export function codeOf(text: string): Code {
  const isComment = (piece: string): boolean => piece.startsWith('//') || piece.startsWith('/*');
  return {
    uncommented: text.replace(notCode, piece => (isComment(piece) ? blank(piece) : piece)),
    bare: text.replace(notCode, blank),
  };
}

/** Every module that a source names: statically, dynamically, as a type, as a re-export or as a worker's file. */
export function importsOf(text: string): readonly Imported[] {
  const { uncommented } = codeOf(text);
  const forms = [
    /(?:^|[\s;}])(?:import|export)\s[^'"`;()]*?from\s*['"]([^'"]+)['"]/g,
    /(?:^|[\s;}])import\s*['"]([^'"]+)['"]/g,
    /\b(?:import|require|require\.resolve)\s*\(\s*['"`]([^'"`]+)['"`]/g,
    /\bnew\s+URL\(\s*['"`](\.[^'"`]+\.[cm]?[jt]s)['"`]\s*,\s*import\.meta\.url/g,
  ];
  return forms
    .flatMap(form => [...uncommented.matchAll(form)])
    .map(match => ({
      from: match[1] ?? '',
      line: lineAt(uncommented, match.index + match[0].length),
      isType: /^\W*(?:import|export)\s+type\s/.test(match[0]),
    }));
}

/** The line, from 1, of a position in a text. */
export const lineAt = (text: string, position: number): number => text.slice(0, position).split('\n').length;

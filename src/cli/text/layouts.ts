import type { LayoutView } from '../../contract/rules.js';
import type { Language } from '../../facts/label.js';
import { say } from '../../words/say.js';
import { idOrName } from './id-or-name.js';
import { textTable } from './result-table.js';

/** Layouts as a table. */
export function layoutsTable(layouts: readonly LayoutView[], language: Language): string {
  const head = say(language, 'layout|fact|format|from|file', '版式|事实类别|格式|来源|文件').split('|');
  return textTable([
    head,
    ...layouts.map(({ layout, fact, format, from, file }) => [
      layout,
      idOrName(language, 'factKinds', fact),
      format === 'by file' ? say(language, format, '按文件') : format,
      say(language, from, from === 'packaged' ? '随程序提供' : '工作区'),
      file,
    ]),
  ]);
}

// Writes sections as HTML: everything is escaped but the few marks that the texts use, and links lead to pages of the help.
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { Marked } from 'marked';
import { builtInPages } from './pages.mjs';

const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** Where a link of a file leads: an address, or nothing where it leaves the help. Links to what is not there stop the build. */
function addressOf(href, file, pages) {
  if (/^https?:/.test(href)) return href;
  const [to, at] = href.split('#');
  const path = to === '' ? file : normalize(join(dirname(file), to)).replaceAll('\\', '/');
  if (builtInPages[path] !== undefined) return builtInPages[path];
  const page = pages.find(one => one.file === path || one.chinese === path);
  if (page === undefined) return undefined;
  if (at === undefined) return `/help/${page.id}`;
  const section =
    page.sections.find(one => one.at === at) ?? (page.chinese === path ? page.inChinese.find(one => one.own === at) : undefined);
  if (section === undefined) throw new Error(`${file}: nothing has the anchor of ${href}`);
  return `/help/${page.id}/${section.at}`;
}

/** Width and height of a PNG picture. */
function sizeOf(path) {
  const bytes = readFileSync(path);
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
}

/** The few marks of HTML that the texts use; anything else is shown as it is written. */
function markOf(raw) {
  const text = raw.trim();
  if (/^<!--[^>]*-->$/.test(text)) return '';
  if (text === '<br>' || text === '</details>') return text;
  const [, at, summary] = /^<details id="(\w+)"><summary><b>\w+<\/b>([^<>]*)<\/summary>$/.exec(text) ?? [];
  return at === undefined ? escaped(raw) : `<details id="at-${at}"><summary><b>${at}</b>${summary}</summary>`;
}

function tableOf({ header, rows }, parser, number) {
  const cell = (name, { tokens, align }, more = '') =>
    `<${name}${more}${align === 'right' ? ' class="number"' : ''}>${parser.parseInline(tokens)}</${name}>`;
  // A head must say something to whoever hears the table.
  const head = header.map(one => (one.text === '' ? '<td></td>' : cell('th', one, ' scope="col"'))).join('');
  const body = rows.map(row => `<tr>${row.map(one => cell('td', one)).join('')}</tr>`).join('');
  const name = escaped([number, ...header.map(({ text }) => text.replaceAll(/[`*]/g, ''))].filter(Boolean).join(', '));
  return `<div class="table-scroll" tabindex="0" role="region" aria-label="${name}"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

/** Writes the tokens of a section of a file. */
export function writerFor(root, file, pages) {
  let tables = 0;
  const marked = new Marked({
    gfm: true,
    renderer: {
      html: ({ raw }) => markOf(raw),
      heading({ tokens, depth, at }) {
        return `<h${depth} id="at-${at}">${this.parser.parseInline(tokens)}</h${depth}>`;
      },
      code: ({ text }) => `<pre tabindex="0"><code>${escaped(text)}</code></pre>`,
      table(token) {
        tables += 1;
        return tableOf(token, this.parser, tables);
      },
      link({ href, tokens }) {
        const to = addressOf(href, file, pages);
        const inner = this.parser.parseInline(tokens);
        if (to === undefined) return inner;
        return `<a href="${escaped(to)}"${to.startsWith('/') ? '' : ' target="_blank" rel="noreferrer"'}>${inner}</a>`;
      },
      image({ href, text }) {
        const name = href.split('/').at(-1);
        const [width, height] = sizeOf(join(root, 'docs', 'images', name));
        return `<img src="/help/images/${escaped(name)}" alt="${escaped(text)}" width="${width}" height="${height}" loading="lazy">`;
      },
    },
  });
  return ({ tokens, at }) => marked.parser(tokens.map(token => (token.type === 'heading' ? { ...token, at } : token)));
}

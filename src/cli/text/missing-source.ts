import type { SourceStatus } from '../../contract/periods.js';
import type { Language } from '../../facts/label.js';
import { zonedText } from '../../facts/time.js';
import { say } from '../../words/say.js';
import { namesZh } from '../../words/zh.js';

/** A source that has not delivered past the end of a period: what it is, and how far it came. */
export function missingSourceText(
  { source, fact, site, delivered_to: to, due }: Omit<SourceStatus, 'is_complete'>,
  language: Language,
  zone: string,
): string {
  const until = to === null ? '' : zonedText(zone, Date.parse(to));
  const what = say(
    language,
    `${fact}${site === null ? '' : ` of ${site}`}`,
    `${site === null ? '' : `${site} 的`}${namesZh.factKinds[fact]}`,
  );
  const delivered =
    to === null
      ? say(language, 'nothing delivered yet', '尚未交付')
      : say(language, `delivered up to ${until}`, `已交至 ${until}`);
  return say(
    language,
    `missing ${source} (${what}), ${delivered}${due === null ? '' : `, due ${due}`}.`,
    `缺 ${source}（${what}），${delivered}${due === null ? '' : `，期限 ${due}`}。`,
  );
}

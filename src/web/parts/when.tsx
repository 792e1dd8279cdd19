import { useSpeech } from '../language.js';
import { useSession } from '../session.js';

/** An instant in the zone of the workspace, to the minute; the exact one is behind it. */
export function When({ at }: { readonly at: string | number | null | undefined }) {
  const { language } = useSpeech();
  const { me } = useSession();
  if (at === null || at === undefined) return <>–</>;
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return <>{String(at)}</>;
  return (
    <time dateTime={instant.toISOString()} title={instant.toISOString()}>
      {instantText(instant, language, me.time_zone)}
    </time>
  );
}

/** 2026-06-30 14:05, in a zone. */
export function instantText(instant: Date, language: 'en' | 'zh', zone: string | undefined): string {
  const form: Intl.DateTimeFormatOptions = { dateStyle: 'medium', timeStyle: 'short' };
  const locale = language === 'zh' ? 'zh-CN' : 'en-GB';
  try {
    return new Intl.DateTimeFormat(locale, { ...form, ...(zone === undefined ? {} : { timeZone: zone }) }).format(instant);
  } catch {
    return instant.toISOString();
  }
}

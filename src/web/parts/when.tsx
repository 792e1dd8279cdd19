import { useSession } from '../session.js';

interface Props {
  readonly at: string | number | null | undefined;
  /** The workspace's, unless a client's is given. */
  readonly zone?: string | undefined;
}

/** An instant in a zone, to the minute; the exact one is behind it. */
export function When({ at, zone }: Props) {
  const { me } = useSession();
  if (at === null || at === undefined) return <>–</>;
  const instant = new Date(at);
  if (Number.isNaN(instant.getTime())) return <>{String(at)}</>;
  return (
    <time dateTime={instant.toISOString()} title={instant.toISOString()}>
      {instantText(instant, zone ?? me.time_zone)}
    </time>
  );
}

/** `2026-06-30` in a zone. */
export const dayText = (instant: Date, zone: string): string => instantText(instant, zone).slice(0, 10);

/** `2026-06-30 14:05`, the same in every language. */
export function instantText(instant: Date, zone: string): string {
  const form: Intl.DateTimeFormatOptions = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  };
  // Swedish writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { ...form, timeZone: zone }).format(instant);
}

import type { HolidayPlaces, PublicHolidays } from '../../contract/public-holidays.js';
import { useRef, useState } from 'preact/hooks';
import { useAction } from '../action.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { get, withQuery } from '../rest.js';
import { filled } from '../words/en.js';
import { ChoiceField } from './choice-field.js';
import { Notice } from './notice.js';
import { ProblemNotice, Shown } from './problem.js';

interface Place {
  readonly country: string;
  readonly region: string;
}

/** Writes the days of a form anew, with those of a place among them; in place of which other one, where that was put in before. */
export type PutHolidays = (holidays: string, of: Place, before: Place | undefined) => void;

interface Props {
  /** The days that the form has, as lines. */
  readonly holidays: string;
  readonly put: PutHolidays;
}

/** What was put in, as lines, and of which place. */
interface Block {
  readonly of: Place;
  readonly lines: readonly string[];
}

interface Putting extends Props {
  /** What was put in since the form was opened. */
  readonly blocks: { current: readonly Block[] };
}

/** Public holidays of a country or region, which are put into the form as lines that can be changed. */
export function PublicHolidaysPart(props: Props) {
  const { publicHolidays } = useTranslation().words.forms;
  const [isOpen, setIsOpen] = useState(false);
  const blocks = useRef<readonly Block[]>([]);
  return (
    <details class="part" onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>{publicHolidays.title}</summary>
      {isOpen && <Choices {...props} blocks={blocks} />}
    </details>
  );
}

function Choices(props: Putting) {
  const [known, retry] = useResource<HolidayPlaces>('/config/holiday-places');
  return (
    <Shown of={known} retry={retry}>
      {({ places }) => <Chosen {...props} places={places} />}
    </Shown>
  );
}

interface Asked extends Place {
  readonly first: number;
  readonly years: number;
}

function Chosen({ holidays, put, blocks, places }: Putting & HolidayPlaces) {
  const { words, language } = useTranslation();
  const { publicHolidays } = words.forms;
  const [asked, setAsked] = useState<Asked>({ country: '', region: '', first: new Date().getFullYear(), years: 2 });
  const { action, run, isBusy } = useAction<PublicHolidays>();
  const nameOf = useNameOfPlace(places);
  // Anything may be written into the form while the days are asked for.
  const latest = useRef({ holidays, put });
  latest.current = { holidays, put };
  const putIn = (): void => {
    const { country, region, first, years } = asked;
    const query = { country, region, first_year: first, years, lang: language };
    void run(async () => {
      const found = await get<PublicHolidays>(withQuery('/config/public-holidays', query));
      const span = years === 1 ? String(first) : `${first}–${first + years - 1}`;
      const note = filled(publicHolidays.note, { place: nameOf(asked), years: span, source: found.source });
      // What was put in for another place and left as it was goes again.
      const others = blocks.current.filter(({ of }) => of.country !== country || of.region !== region);
      const rest = withoutLines(latest.current.holidays, others);
      const lines = [`# ${note}`, ...linesOf(found.days.filter(isNotIn(rest)))];
      blocks.current = [...blocks.current.filter(one => !others.includes(one)), { of: { country, region }, lines }];
      latest.current.put([...rest, ...lines].join('\n'), { country, region }, others.at(-1)?.of);
      return found;
    });
  };
  return (
    <div class="stack">
      <p class="hint">{publicHolidays.hint}</p>
      <AskedFields asked={asked} places={places} change={part => setAsked({ ...asked, ...part })} />
      <p>
        <button type="button" disabled={isBusy || asked.country === ''} onClick={putIn}>
          {publicHolidays.putIn}
        </button>
      </p>
      {action.state === 'failed' && <ProblemNotice problem={action.problem} />}
      {action.state === 'done' && <WasPutIn {...action.answer} />}
    </div>
  );
}

/** What a place is called, with its country. */
function useNameOfPlace(places: HolidayPlaces['places']): (of: Place) => string {
  const { say, language } = useTranslation();
  return of => {
    const country = places.find(one => one.country === of.country);
    const region = country?.regions.find(one => one.region === of.region);
    const names = [country, region].flatMap(one => (one === undefined ? [] : [say(one.name)]));
    return names.join(language === 'zh' ? '，' : ', ');
  };
}

interface AskedProps extends HolidayPlaces {
  readonly asked: Asked;
  readonly change: (part: Partial<Asked>) => void;
}

/** Whose holidays, and of which years. */
function AskedFields({ asked, places, change }: AskedProps) {
  const { words, say, language } = useTranslation();
  const { publicHolidays, contract } = words.forms;
  const thisYear = new Date().getFullYear();
  const regions = places.find(one => one.country === asked.country)?.regions ?? [];
  return (
    <div class="fields tight">
      <ChoiceField
        label={publicHolidays.country}
        choices={places
          .map(one => ({ value: one.country, label: say(one.name) }))
          .toSorted((a, b) => a.label.localeCompare(b.label, language))}
        unchosen={contract.choose}
        value={asked.country}
        choose={country => change({ country, region: '' })}
      />
      {regions.length > 0 && (
        <ChoiceField
          label={publicHolidays.region}
          choices={regions.map(({ region, name }) => ({ value: region, label: say(name) }))}
          unchosen={publicHolidays.wholeCountry}
          value={asked.region}
          choose={region => change({ region })}
        />
      )}
      <ChoiceField
        label={publicHolidays.firstYear}
        choices={Array.from({ length: 12 }, (_, i) => numbered(thisYear - 5 + i))}
        value={String(asked.first)}
        choose={first => change({ first: Number(first) })}
      />
      <ChoiceField
        label={publicHolidays.years}
        choices={[1, 2, 3, 4, 5].map(numbered)}
        value={String(asked.years)}
        choose={years => change({ years: Number(years) })}
      />
    </div>
  );
}

const numbered = (number: number) => ({ value: String(number), label: String(number) });

/** The days as the form has them, with what they are called. */
const linesOf = (days: PublicHolidays['days']): readonly string[] =>
  days.map(({ from, to, name }) => `${from === to ? from : `${from}..${to}`} # ${name}`);

/** The lines of a list without those of blocks, each as it was put in. */
function withoutLines(list: string, blocks: readonly Block[]): readonly string[] {
  const gone = new Set(blocks.flatMap(({ lines }) => lines));
  return list.split('\n').filter(line => line.trim() !== '' && !gone.has(line.trim()));
}

/** Whether a day of a holiday is not in the lines yet, which have days and ranges of them before a remark. */
function isNotIn(lines: readonly string[]): (holiday: PublicHolidays['days'][number]) => boolean {
  const written = lines.flatMap(line => (line.split('#')[0] ?? '').split(/[,;\s]+/)).map(part => part.split('..'));
  const isWritten = (from: string, to: string): boolean =>
    written.some(([first = '', last = first]) => first !== '' && first <= from && last >= to);
  const days = ({ from, to }: { readonly from: string; readonly to: string }): readonly string[] => {
    const all: string[] = [];
    for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000) all.push(new Date(at).toISOString().slice(0, 10));
    return all;
  };
  return holiday => !days(holiday).every(day => isWritten(day, day));
}

/** What came in, and what has to be looked at. */
function WasPutIn({ days, partial }: PublicHolidays) {
  const { publicHolidays } = useTranslation().words.forms;
  const moving = days.filter(({ may_move }) => may_move);
  const listed = (all: readonly { readonly day: string; readonly name: string }[]): string =>
    all.map(({ day, name }) => `${day} ${name}`).join('; ');
  return (
    <Notice tone="good">
      <p>{filled(publicHolidays.wasPutIn, { count: days.length })}</p>
      {moving.length > 0 && (
        <p>{filled(publicHolidays.mayMove, { days: listed(moving.map(({ from, name }) => ({ day: from, name }))) })}</p>
      )}
      {partial.length > 0 && <p>{filled(publicHolidays.partial, { days: listed(partial) })}</p>}
    </Notice>
  );
}

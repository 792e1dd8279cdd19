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

/** Writes the days of a form anew, with those of a place among them. */
export type PutHolidays = (holidays: string, of: Place) => void;

interface Props {
  /** The days that the form has, as lines. */
  readonly holidays: string;
  readonly put: PutHolidays;
}

/** Public holidays of a country or region, which are put into the form as lines that can be changed. */
export function PublicHolidaysPart(props: Props) {
  const { publicHolidays } = useTranslation().words.forms;
  const [isOpen, setIsOpen] = useState(false);
  return (
    <details class="part" onToggle={event => setIsOpen(event.currentTarget.open)}>
      <summary>{publicHolidays.title}</summary>
      {isOpen && <Choices {...props} />}
    </details>
  );
}

function Choices(props: Props) {
  const [known, retry] = useResource<HolidayPlaces>('/config/holiday-places');
  return (
    <Shown of={known} retry={retry}>
      {({ places }) => <Chosen {...props} places={places} />}
    </Shown>
  );
}

/** What was put in, as lines, and of which place. */
interface Put extends PublicHolidays {
  readonly of: Place;
  readonly lines: string;
}

interface Asked extends Place {
  readonly first: number;
  readonly years: number;
}

function Chosen({ holidays, put, places }: Props & HolidayPlaces) {
  const { words, language } = useTranslation();
  const { publicHolidays } = words.forms;
  const [asked, setAsked] = useState<Asked>({ country: '', region: '', first: new Date().getFullYear(), years: 2 });
  const { action, run, isBusy } = useAction<Put>();
  const nameOf = useNameOfPlace(places);
  // Something may be written into the list while the days are asked for.
  const latest = useRef(holidays);
  latest.current = holidays;
  const putIn = (): void => {
    const { country, region, first, years } = asked;
    const before = action.state === 'done' ? action.answer : undefined;
    const query = { country, region, first_year: first, years, lang: language };
    void run(async () => {
      const found = await get<PublicHolidays>(withQuery('/config/public-holidays', query));
      const span = years === 1 ? String(first) : `${first}–${first + years - 1}`;
      const note = filled(publicHolidays.note, { place: nameOf(asked), years: span, source: found.source });
      // What was put in for another place and left as it was goes again.
      const isOther = before !== undefined && (before.of.country !== country || before.of.region !== region);
      const rest = (isOther ? latest.current.replace(before.lines, '') : latest.current).trim();
      const lines = [`# ${note}`, ...linesOf(found.days.filter(({ from }) => !rest.includes(from)))].join('\n');
      put([rest, lines].filter(part => part !== '').join('\n'), { country, region });
      return { ...found, of: { country, region }, lines };
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

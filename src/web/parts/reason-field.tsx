import type { Reasons } from '../../contract/amendments.js';
import { useTranslation } from '../language.js';
import { useResource } from '../resource.js';
import { ChoiceField } from './choice-field.js';

interface Props {
  readonly value: string;
  readonly choose: (code: string) => void;
}

/** The choice among the reasons that excuse, each with the party that it lies with. */
export function ReasonField({ value, choose }: Props) {
  const { words, say } = useTranslation();
  const [reasons] = useResource<Reasons>('/reasons');
  const excusing = reasons.state === 'ready' ? reasons.data.reasons.filter(({ excusable }) => excusable) : [];
  return (
    <ChoiceField
      label={words.disputes.reason}
      choices={excusing.map(({ code, label, party }) => ({
        value: code,
        label: `${say(label)} (${code}, ${words.exclusions.parties[party] ?? party})`,
      }))}
      unchosen={words.disputes.chooseReason}
      isRequired
      {...{ value, choose }}
    />
  );
}

import type { Reasons } from '../../contract/amendments.js';
import { useSpeech } from '../language.js';
import { useResource } from '../resource.js';

interface Props {
  readonly value: string;
  readonly choose: (code: string) => void;
}

/** The choice among the reasons that excuse, each with the party that it lies with. */
export function ReasonField({ value, choose }: Props) {
  const { words, say } = useSpeech();
  const [reasons] = useResource<Reasons>('/reasons');
  const excusing = reasons.state === 'ready' ? reasons.data.reasons.filter(({ excusable }) => excusable) : [];
  return (
    <label class="field">
      <span>{words.disputes.reason}</span>
      <select required value={value} onChange={event => choose(event.currentTarget.value)}>
        <option value="">{words.disputes.chooseReason}</option>
        {excusing.map(({ code, label, party }) => (
          <option key={code} value={code}>
            {say(label)} ({code}, {words.exclusions.parties[party] ?? party})
          </option>
        ))}
      </select>
    </label>
  );
}

import { useSpeech } from '../language.js';
import { useClients } from './client-head.js';

/** The choice of one client. */
export function ClientField({ value, choose }: { readonly value: string; readonly choose: (client: string) => void }) {
  const { words, say } = useSpeech();
  return (
    <label class="field">
      <span>{words.client}</span>
      <select required value={value} onChange={event => choose(event.currentTarget.value)}>
        <option value="">{words.amendments.chooseClient}</option>
        {useClients().map(({ client, name }) => (
          <option key={client} value={client}>
            {say(name) || client}
          </option>
        ))}
      </select>
    </label>
  );
}

import { useTranslation } from '../language.js';
import { ChoiceField } from './choice-field.js';
import { useClients } from './client-head.js';

/** The choice of one client. */
export function ClientField({ value, choose }: { readonly value: string; readonly choose: (client: string) => void }) {
  const { words, say } = useTranslation();
  return (
    <ChoiceField
      label={words.client}
      choices={useClients().map(({ client, name }) => ({ value: client, label: say(name) || client }))}
      unchosen={words.amendments.chooseClient}
      isRequired
      {...{ value, choose }}
    />
  );
}

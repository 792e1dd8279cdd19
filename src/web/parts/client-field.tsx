import { useTranslation } from '../language.js';
import { ChoiceField } from './choice-field.js';
import { useClients } from './client-head.js';

interface Props {
  readonly label?: string;
  readonly value: string;
  readonly choose: (client: string) => void;
  /** What is shown while none is chosen; where a client is required, it need not be given. */
  readonly unchosen?: string;
  readonly isRequired?: boolean;
}

/** The choice of one client. */
export function ClientField({ label, value, choose, unchosen, isRequired = unchosen === undefined }: Props) {
  const { words, say } = useTranslation();
  return (
    <ChoiceField
      label={label ?? words.client}
      choices={useClients().map(({ client, name }) => ({ value: client, label: say(name) || client }))}
      unchosen={unchosen ?? words.amendments.chooseClient}
      {...{ value, choose, isRequired }}
    />
  );
}

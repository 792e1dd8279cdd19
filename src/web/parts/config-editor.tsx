import type { ConfigEdit, ConfigFile } from '../../contract/config.js';
import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';
import { filled } from '../words/en.js';
import { ChangeForm } from './change-form.js';

interface Props {
  readonly file: string;
  /** As it is on the disk; undefined where there is no such file yet. */
  readonly now: ConfigFile | undefined;
  /** Whether a second person has to approve it. */
  readonly isAsked: boolean;
  /** The text to begin with, where it is not that of the file. */
  readonly text?: string;
}

/** Without it there is no workspace. */
const settingsFile = 'plumbline.yaml';

/** A file of config as a text. */
export function ConfigEditor({ file, now, isAsked, text: begun }: Props) {
  const { words } = useTranslation();
  const [text, setText] = useState(begun ?? now?.text ?? '');
  const filesOf = (to: string | null) => async (): Promise<ConfigEdit['files']> => [
    { file, base: now?.sha256 ?? null, text: to },
  ];
  return (
    <ChangeForm
      title={file}
      isAsked={isAsked}
      isUnsaved={text !== (now?.text ?? '')}
      version={text}
      proposed={now === undefined ? filled(words.configuration.newFileReason, { file }) : ''}
      files={filesOf(text)}
      without={
        now === undefined || file === settingsFile ? undefined : { label: words.configuration.takeAway, files: filesOf(null) }
      }
    >
      <TextOfFile text={text} write={setText} />
    </ChangeForm>
  );
}

function TextOfFile({ text, write }: { readonly text: string; readonly write: (text: string) => void }) {
  const { words } = useTranslation();
  return (
    <label class="field">
      <span>{words.configuration.text}</span>
      <textarea
        class="rules rules-text"
        rows={Math.min(30, Math.max(12, text.split('\n').length + 1))}
        spellcheck={false}
        autocapitalize="off"
        maxLength={200_000}
        value={text}
        onInput={event => write(event.currentTarget.value)}
      />
    </label>
  );
}

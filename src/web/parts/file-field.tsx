import { useTranslation } from '../language.js';

interface Props {
  readonly file: File | undefined;
  readonly choose: (file: File | undefined) => void;
  /** The endings of files that are offered; all of them without it. */
  readonly accept?: string;
}

/** The choice of a file of this machine. */
export function FileField({ file, choose, accept }: Props) {
  const { words } = useTranslation();
  return (
    <label class="field file-field">
      <span>{words.imports.file}</span>
      <input
        type="file"
        required
        {...(accept === undefined ? {} : { accept })}
        onChange={event => choose(event.currentTarget.files?.[0])}
      />
      <span class="button">{file?.name ?? words.imports.chooseFile}</span>
    </label>
  );
}

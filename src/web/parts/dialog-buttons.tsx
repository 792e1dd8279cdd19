import { useTranslation } from '../language.js';

interface Props {
  readonly label: string;
  readonly isBusy: boolean;
  readonly close: () => void;
}

/** What a dialog's form ends with: send it, or leave. */
export function DialogButtons({ label, isBusy, close }: Props) {
  const { words } = useTranslation();
  return (
    <p class="form-row">
      <button type="submit" class="main" disabled={isBusy}>
        {label}
      </button>
      <button type="button" onClick={close}>
        {words.cancel}
      </button>
    </p>
  );
}

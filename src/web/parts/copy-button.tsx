import { useState } from 'preact/hooks';
import { useTranslation } from '../language.js';

/** Copies a text; where the browser refuses, the text stands beside it. */
export function CopyButton({ text }: { readonly text: string }) {
  const { words } = useTranslation();
  const [isCopied, setCopied] = useState(false);
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <button type="button" onClick={() => void copy().catch(() => undefined)}>
      {isCopied ? words.keys.copied : words.keys.copy}
    </button>
  );
}

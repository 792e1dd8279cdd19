import { useEffect, useState } from 'preact/hooks';
import { useSession } from '../../session.js';
import type { ChangeDraft, MappingDraft } from './draft.js';

/** Under which names this browser keeps what the holder of a key said of files: nobody else's are read or taken away. */
const beginOf = (key: string): string => `plumbline.mapping.${key}.`;

/** What was said of a file: kept in this browser as long as the file waits, so that another tab, or the page loaded again, has it too. */
export function useKeptDraft(file: string) {
  const { me } = useSession();
  const name = `${beginOf(me.key)}${file}`;
  const [draft, setDraft] = useState<MappingDraft | undefined>(() => keptDraft(name));
  useEffect(() => {
    // Another tab has said more of the same file.
    const changed = ({ key, newValue }: StorageEvent): void => {
      if (key === name && newValue !== null) location.reload();
    };
    window.addEventListener('storage', changed);
    return () => window.removeEventListener('storage', changed);
  }, [name]);
  const kept = (next: MappingDraft): MappingDraft => {
    keep(name, JSON.stringify(next));
    return next;
  };
  const begin = (next: MappingDraft): void => setDraft(kept(next));
  // What comes back from the service changes the draft as it is by then.
  const change: ChangeDraft = step => setDraft(now => (now === undefined ? undefined : kept(step(now))));
  return { draft, begin, change, forget: () => keep(name, null) };
}

/** Forgets what the holder of a key said of files: of all but those that wait still. */
export function forgetDrafts(key: string, waiting: readonly string[] = []): void {
  const begin = beginOf(key);
  const wanted = new Set(waiting.map(file => `${begin}${file}`));
  try {
    const old = Object.keys(localStorage).filter(name => name.startsWith(begin) && !wanted.has(name));
    for (const name of old) localStorage.removeItem(name);
  } catch {
    // Nothing is kept where the browser allows no storage.
  }
}

function keptDraft(name: string): MappingDraft | undefined {
  try {
    const text = localStorage.getItem(name);
    // What `change` kept under this very key.
    return text === null ? undefined : (JSON.parse(text) as MappingDraft);
  } catch {
    return undefined;
  }
}

function keep(name: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(name);
    else if (localStorage.getItem(name) !== text) localStorage.setItem(name, text);
  } catch {
    // A browser that keeps nothing loses the draft with the page: no more than that.
  }
}

import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import type { Language } from '../contract/scalars.js';
import { browserLanguage, firstLanguage, TranslationContext, translationOf, store, wordsOf } from './language.js';
import { watchMissingFields } from './missing-fields.js';
import { en } from './words/en.js';

interface TranslationProviderProps {
  readonly children: (choose: (language: Language) => void) => ComponentChildren;
}

/** Speaks the chosen language, or the browser's, to everything below; what was shown stays until the words are there. */
export function TranslationProvider({ children }: TranslationProviderProps) {
  const [chosen, setChosen] = useState<Language | undefined>(firstLanguage);
  const wanted = chosen ?? browserLanguage();
  const [words, setWords] = useState<{ readonly language: Language; readonly words: typeof en } | undefined>(
    wanted === 'en' ? { language: 'en', words: en } : undefined,
  );
  useEffect(() => {
    let isCurrent = true;
    void wordsOf(wanted).then(found => {
      if (!isCurrent) return;
      document.documentElement.lang = wanted === 'zh' ? 'zh-CN' : 'en';
      setWords({ language: wanted, words: found });
    });
    return () => {
      isCurrent = false;
    };
  }, [wanted]);
  useEffect(() => (words === undefined ? undefined : watchMissingFields(words.words.needed)), [words]);
  const spoken = useMemo(() => words && translationOf(words.language, words.words), [words]);
  if (spoken === undefined) return null;
  const choose = (language: Language): void => {
    store('language', language);
    setChosen(language);
  };
  return <TranslationContext.Provider value={spoken}>{children(choose)}</TranslationContext.Provider>;
}

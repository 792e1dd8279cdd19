import { useEffect } from 'preact/hooks';
import { useSpeech } from './language.js';
import { Nothing } from './parts/notice.js';
import type { Place } from './router.js';

/** The page of a place. */
export function PageFor({ place }: { readonly place: Place }) {
  const { words } = useSpeech();
  useEffect(() => {
    document.title = 'Plumbline';
  }, [place.path]);
  return (
    <>
      <h1>{words.problems.notFound}</h1>
      <Nothing>{words.problems.missing}</Nothing>
    </>
  );
}

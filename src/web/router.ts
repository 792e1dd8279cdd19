import { useEffect, useState } from 'preact/hooks';

/** Where the person is: the decoded parts of the path, and the query. */
export interface PageLocation {
  readonly path: string;
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
}

const moved = 'plumbline:moved';

function here(): PageLocation {
  const { pathname, search } = window.location;
  return { path: pathname, parts: pathname.split('/').filter(Boolean).map(decoded), query: new URLSearchParams(search) };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** Goes to an address of these pages. */
export function go(to: string, replaces = false): void {
  window.history[replaces ? 'replaceState' : 'pushState'](null, '', to);
  window.dispatchEvent(new Event(moved));
}

/** The same page with other parts of its query; an empty one is taken out. */
export function goQuery(changes: Readonly<Record<string, string>>, replaces = false): void {
  const query = new URLSearchParams(window.location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  go(`${window.location.pathname}${text === '' ? '' : `?${text}`}`, replaces);
}

/** Where the person is now; links of these pages are followed without loading them again. */
export function usePageLocation(): PageLocation {
  const [place, setPlace] = useState(here);
  useEffect(() => {
    const move = (): void => setPlace(here());
    window.addEventListener(moved, move);
    window.addEventListener('popstate', move);
    document.addEventListener('click', follow);
    // What is below may have gone elsewhere before this began to listen.
    move();
    return () => {
      window.removeEventListener(moved, move);
      window.removeEventListener('popstate', move);
      document.removeEventListener('click', follow);
    };
  }, []);
  return place;
}

function follow(event: MouseEvent): void {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = event.target instanceof Element ? event.target.closest('a') : null;
  if (link === null || link.target !== '' || link.hasAttribute('download') || link.origin !== window.location.origin) return;
  if (/^\/(?:api\/|docs|openapi\.json)/.test(link.pathname) || link.getAttribute('href')?.startsWith('#') === true) return;
  event.preventDefault();
  go(`${link.pathname}${link.search}`);
}

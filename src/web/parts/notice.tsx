import type { ComponentChildren } from 'preact';
import { useTranslation } from '../language.js';

/** What is shown while something is on its way. */
export function Loading() {
  const { words } = useTranslation();
  return (
    <p class="loading" role="status">
      {words.loading}
    </p>
  );
}

/** Something to be noticed, with a tone that its words say too. */
export function Notice({
  tone = 'plain',
  children,
}: {
  readonly tone?: 'plain' | 'good' | 'warn' | 'bad';
  readonly children: ComponentChildren;
}) {
  return (
    <div class={`notice notice-${tone}`} role={tone === 'bad' ? 'alert' : 'status'}>
      {children}
    </div>
  );
}

/** Said where there is nothing to show. */
export function Nothing({ children }: { readonly children: ComponentChildren }) {
  return <p class="nothing">{children}</p>;
}

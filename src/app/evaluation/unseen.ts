import type { View } from './evaluate-together.js';

/** The view of who sees nothing of documents, as a thread comes by it. */
export const viewFor = (): View<undefined> => () => undefined;

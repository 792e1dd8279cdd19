import type { Seeing } from '../../app/evaluation/evaluation-threads.js';
import { type Printing, type SeenClient, viewFor } from './evaluated-client.js';

/** Sees what is printed of documents, in threads too. */
export const seeingFor = (printing: Printing): Seeing<SeenClient> => ({
  view: viewFor(printing),
  made: { by: new URL('./evaluated-client.js', import.meta.url), of: printing },
});

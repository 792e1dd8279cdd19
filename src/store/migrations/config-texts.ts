import type { Migration } from './migration.js';
import { guardFunction, ofTheService } from './row-policies.js';

/**
 * The texts of config that changes gave files or found in them, each once, by its hash: the ledger names them. They are the firm's, and
 * nobody who is bound to clients reads them.
 */
export const configTexts: Migration = {
  name: 'config-texts',
  sql: `
create table config_text (sha256 text primary key, body text not null);

${guardFunction({
  clientOfEntry: 'of_client',
  sight: 'plumbline_sight()',
  batch: 'plumbline_sees_batch(batch)',
  rulebook: 'plumbline_sees_rulebook(hash)',
  closedTables: [...ofTheService, 'config_text'],
})}
select plumbline_guard();`,
};

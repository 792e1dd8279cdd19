import { error, warning } from './entry.js';

/** Faults of config that is changed through the service. */
export const configChangeFaults = {
  config_path_wrong: error<{ file: string }>(),
  config_file_unknown: error<{ file: string }>(),
  config_file_twice: error<{ file: string }>(),
  config_approval_needed: error<object>(),
  config_change_unknown: error<{ change: number; known: readonly number[] }>(),
  config_changed_meanwhile: error<{ file: string; lines: readonly string[]; more: number; isGone: boolean }>(),
  config_object_unknown: error<{ list: string; id: string }>(),
  holiday_place_unknown: error<{ country: string; region: string }>(),
  config_object_by_hand: error<{ file: string }>(),
  config_object_too_large: error<{ file: string }>({ command: () => 'plumbline contract import FILE.xlsx' }),
  config_clients_unlisted: warning<object>(),
  config_sites_unlisted: warning<object>(),
  config_why_missing: error<object>(),
  config_password: error<{ file: string; line: number }>(),
  config_admins_alone: error<{ file: string; keys: readonly string[] }>(),
  config_settings_needed: error<object>(),
  config_change_decided: error<{ change: number; state: 'made' | 'refused'; by: string; at: string }>(),
  config_four_eyes: error<{ change: number; actor: string }>(),
} as const;

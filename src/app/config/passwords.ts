import { configChangeFaults } from '../../faults/config-changes.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';

// The user's name ends at the colon, the password at the sign before the machine.
const withPassword = /:\/\/[^\s:/@'"]*:[^\s/@'"]+@/;

/** Whether a text has a password in an address. */
export const hasPassword = (text: string): boolean => withPassword.test(text);

/** Stops where a text has a password in an address: what is shown is copied, and what is recorded stays for good. */
export function refusePasswords(file: string, text: string): void {
  const line = text.split('\n').findIndex(hasPassword) + 1;
  if (line > 0) throw new Stop(2, [fault(configChangeFaults, 'config_password', { file, line })]);
}

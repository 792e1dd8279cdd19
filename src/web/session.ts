import type { Me } from '../contract/me.js';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Language } from '../contract/scalars.js';
import type { HelpReader } from './help-for.js';
import type { Theme } from './theme.js';

/** Who is signed in, and what they chose for themselves. */
export interface Session {
  readonly me: Me;
  readonly theme: Theme;
  readonly chooseTheme: (theme: Theme) => void;
  readonly chooseLanguage: (language: Language) => void;
  readonly signOut: () => void;
  /** Reads anew who is signed in: every part then says the name that they go by now. */
  readonly renew: () => void;
}

/** The session of the person who is signed in; there is none before. */
export const SessionContext = createContext<Session | null>(null);

/** The session of the person who is signed in. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('this part is shown only to who is signed in');
  return session;
}

/** Whose help a person reads first. */
export const readerOf = ({ role }: Me): HelpReader => (role === 'client' ? 'client' : 'staff');

/** Bound to no clients: what concerns the whole firm is for such keys alone. */
const isUnbound = ({ clients }: Me): boolean => clients === null;

/**
 * Whether two spellings are one name, so that the page offers nothing that the server refuses. The server decides, and also
 * compares letters that look alike.
 */
export const isSameName = (one: string, other: string): boolean => plainName(one) === plainName(other);

const plainName = (name: string): string =>
  name
    .normalize('NFKC')
    .replaceAll(/[\p{Cf}\p{Cc}]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

/** What roles may do; what one may not is not shown. */
export const may = {
  seePortfolio: ({ role }: Me): boolean => role !== 'client',
  seeMonths: ({ role }: Me): boolean => role !== 'client',
  seeImports: ({ role }: Me): boolean => role !== 'client',
  import: ({ role }: Me): boolean => role === 'manager' || role === 'admin',
  withdraw: ({ role }: Me): boolean => role === 'admin',
  closePeriods: ({ role }: Me): boolean => role === 'manager' || role === 'admin',
  dispute: ({ role }: Me): boolean => role !== 'auditor',
  comment: ({ role }: Me): boolean => role === 'manager' || role === 'admin',
  signOff: ({ role }: Me): boolean => role === 'client',
  recordSignOff: ({ role }: Me): boolean => role === 'manager' || role === 'admin',
  amend: ({ role }: Me): boolean => role === 'manager' || role === 'admin',
  improve: ({ role }: Me): boolean => role === 'manager' || role === 'admin',
  seeFirm: (me: Me): boolean => me.role !== 'client' && isUnbound(me),
  seeRules: (me: Me): boolean => me.role !== 'client' && isUnbound(me),
  changeRules: (me: Me): boolean => (me.role === 'manager' || me.role === 'admin') && isUnbound(me),
  seeJobs: (me: Me): boolean => me.role !== 'client' && isUnbound(me),
  runJobs: ({ role }: Me): boolean => role === 'manager' || role === 'admin',
  compare: ({ role }: Me): boolean => role !== 'client',
  verify: (me: Me): boolean => may.seeLedger(me) && isUnbound(me),
  seeLedger: ({ role }: Me): boolean => role === 'auditor' || role === 'admin',
  takeTour: (me: Me): boolean => me.is_demo && me.role !== 'client' && isUnbound(me),
  manageKeys: (me: Me): boolean => me.role === 'admin' && isUnbound(me),
} as const;

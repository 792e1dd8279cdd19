import type { Deps } from '../app/deps.js';
import { type Credential, type KeyOwner, ownersOf } from '../app/keys/sign-in.js';

type Owners = Awaited<ReturnType<typeof ownersOf>>;

interface Batch {
  readonly credentials: Credential[];
  readonly owners: Promise<Owners>;
}

/**
 * Looks up whose keys and sessions are, with at most one statement at a time: what is asked meanwhile is asked together by the
 * next one. So any number of wrong keys costs the database little, and no good one has to wait for the next minute because of them.
 */
export class KeyLookup {
  readonly #deps: () => Deps;
  #running: Promise<unknown> = Promise.resolve();
  #next: Batch | undefined;

  constructor(deps: () => Deps) {
    this.#deps = deps;
  }

  /** Whose a key or session is: `ended` for a key that has expired or was revoked, undefined for what is not known. */
  async ownerOf(credential: Credential): Promise<KeyOwner | 'ended' | undefined> {
    const { credentials, owners } = (this.#next ??= this.#batch());
    const place = credentials.push(credential) - 1;
    return (await owners)[place];
  }

  #batch(): Batch {
    const credentials: Credential[] = [];
    const owners = this.#running.then(() => {
      this.#next = undefined;
      return ownersOf(this.#deps(), credentials);
    });
    this.#running = owners.catch(() => undefined);
    return { credentials, owners };
  }
}

import { createHash, randomBytes } from 'node:crypto';

interface Link {
  readonly secret: string;
  /** UTC milliseconds. */
  readonly until: number;
}

/** How long a link opens the way in: as long as a browser takes to start, and a person to look. */
const openMs = 15 * 60_000;

/** Links that sign a person in once, with a key whose secret nobody sees. They are gone when the service ends. */
export class OneTimeLinks {
  readonly #links = new Map<string, Link>();
  readonly #clock: () => number;

  constructor(clock: () => number) {
    this.#clock = clock;
  }

  /** A token that opens the way in for a key's secret, once. */
  make(secret: string): string {
    const token = randomBytes(32).toString('base64url');
    this.#links.set(hashOf(token), { secret, until: this.#clock() + openMs });
    return token;
  }

  /** The secret behind a token, which is spent with it; undefined where there is none, or it is too old. */
  take(token: string): string | undefined {
    const hash = hashOf(token);
    const link = this.#links.get(hash);
    this.#links.delete(hash);
    return link !== undefined && this.#clock() < link.until ? link.secret : undefined;
  }
}

const hashOf = (token: string): string => createHash('sha256').update(token).digest('base64');

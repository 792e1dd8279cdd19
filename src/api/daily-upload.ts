import { type UploadDay, uploadToday, type Uploader } from '../app/service/daily-upload.js';
import type { Deps } from '../app/deps.js';
import { fault } from '../faults/make.js';
import { serviceFaults } from '../faults/service.js';
import { Refusal } from './refusal.js';

/** Who sends a body; the key is empty where nobody is signed in. */
interface Sender extends Uploader {
  readonly key: string;
}

/**
 * Counts the bytes of the bodies that each key sends on a day, whatever becomes of them, and refuses a key that would send more than it
 * may. Only keys that are known are counted, so there are no more counts than keys.
 */
export class DailyUploads {
  #day = 0;
  #sent = new Map<string, number>();
  readonly #deps: () => Pick<Deps, 'workspace' | 'clock'>;

  constructor(deps: () => Pick<Deps, 'workspace' | 'clock'>) {
    this.#deps = deps;
  }

  /** Refuses a body before anything of it is read: one that is announced as larger than what is left, and any where nothing is left. */
  check(sender: Sender, announced: number): void {
    const today = this.#today(sender);
    const { mostBytes: most } = today;
    if (sender.key === '' || most === 'unlimited') return;
    if (announced > most)
      throw new Refusal(413, fault(serviceFaults, 'body_too_large', { most: { phrase: 'size', bytes: most } }));
    const sent = this.#sentBy(sender);
    if (sent >= most || sent + announced > most) throw this.#refused(today, most, sent);
  }

  /** Counts bytes that have arrived; refuses them where they are more than the key may send today. */
  count(sender: Sender, bytes: number): void {
    const today = this.#today(sender);
    if (sender.key === '') return;
    const sent = this.#sentBy(sender) + bytes;
    this.#sent.set(sender.key, sent);
    if (today.mostBytes !== 'unlimited' && sent > today.mostBytes) throw this.#refused(today, today.mostBytes, sent - bytes);
  }

  #sentBy = ({ key }: Sender): number => this.#sent.get(key) ?? 0;

  #today(sender: Sender): UploadDay {
    const today = uploadToday(this.#deps(), sender);
    if (today.day !== this.#day) {
      this.#day = today.day;
      this.#sent = new Map();
    }
    return today;
  }

  #refused({ ends, endsText }: UploadDay, most: number, sent: number): Refusal {
    const seconds = Math.max(1, Math.ceil((ends - this.#deps().clock()) / 1000));
    const found = fault(serviceFaults, 'daily_upload_used', { most, sent, until: endsText });
    return new Refusal(429, found, { 'Retry-After': String(seconds) });
  }
}

import type { CommonOptions, Context } from './context.js';

/** So much of an answer is held back, in characters: what is shorter is printed whole or, where the work fails, not at all. */
const mostHeld = 16_000_000;

/**
 * Prints an answer with a list, one entry after the other: one JSON document with `--json`, words otherwise. One text could not hold what
 * there is to say about thousands of clients.
 */
export class AnswerInPieces {
  readonly #print: (text: string) => void;
  readonly #isJson: boolean;
  readonly #list: string;
  #before: string;
  #held: string[] = [];
  #length = 0;
  #last = '';

  /** `list` names the member that holds the list, after those of `head`. */
  constructor({ streams }: Context, options: CommonOptions, head: object, list: string) {
    this.#print = streams.stdout;
    this.#isJson = options.json === true;
    this.#list = list;
    this.#before = this.#isJson ? opened(head, list) : '';
  }

  /** Adds an entry: as JSON where that is printed, in words otherwise. */
  add(entry: string): void {
    this.#say(this.#before + entry);
    this.#before = this.#isJson ? ',' : '\n\n';
    if (this.#length <= mostHeld) return;
    this.#print(this.#held.join(''));
    this.#held = [];
    this.#length = 0;
  }

  /** Ends the answer, with these members after the list. */
  end(members: object): void {
    const after = JSON.stringify(members).slice(1, -1);
    const isEmpty = this.#before.endsWith(`"${this.#list}":[`);
    if (this.#isJson) this.#say(`${isEmpty ? this.#before : ''}]${after === '' ? '' : `,${after}`}}\n`);
    else if (!this.#last.endsWith('\n')) this.#say('\n');
    this.#print(this.#held.join(''));
  }

  #say(text: string): void {
    this.#held.push(text);
    this.#length += text.length;
    this.#last = text;
  }
}

function opened(head: object, list: string): string {
  const members = JSON.stringify(head).slice(1, -1);
  return `{${members}${members === '' ? '' : ','}${JSON.stringify(list)}:[`;
}

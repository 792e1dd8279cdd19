/**
 * Stands for any parameter of a message: reads as ‹its name› wherever a text, a list, a number, a phrase or a record is asked for.
 */
export class Placeholder extends Array<string> {
  /** As a phrase it is told as it stands. */
  readonly phrase = 'verbatim';
  readonly text: string;

  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(name: string) {
    super();
    this.text = `‹${name}›`;
    this.push(this.text);
  }

  override toString(): string {
    return this[0] ?? '';
  }

  toLowerCase(): string {
    return this.toString();
  }

  startsWith(): boolean {
    return false;
  }

  replaceAll(): string {
    return this.toString();
  }

  replace(): string {
    return this.toString();
  }
}

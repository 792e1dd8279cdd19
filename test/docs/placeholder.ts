/**
 * Stands for any parameter of a message: reads as ‹its name› wherever a text, a list, a number or a record is asked for.
 */
export class Placeholder extends Array<string> {
  static override get [Symbol.species](): ArrayConstructor {
    return Array;
  }

  constructor(name: string) {
    super();
    this.push(`‹${name}›`);
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

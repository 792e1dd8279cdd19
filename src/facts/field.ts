/** What a field holds: instant (UTC milliseconds), day (days since 1970-01-01), number (exact decimal), text or boolean. */
export type FieldType = 'instant' | 'day' | 'number' | 'text' | 'boolean';

/** A field of a fact kind. */
export interface Field {
  readonly name: string;
  readonly type: FieldType;
  readonly en: string;
  readonly zh: string;
  /** Other headers it is known by in source files. */
  readonly aliases: readonly string[];
  /** The only texts it may hold. */
  readonly oneOf?: readonly string[];
  /** Those among them that pass: one further down the list is the next step. */
  readonly passing?: readonly string[];
  /** What a part of the key, or a flag, is when no source gives it. */
  readonly initial?: string | boolean;
  /** A person's data: stored apart under a pseudonym, and can be erased. */
  readonly personal?: true;
  /** The least and the most that a number may be. */
  readonly range?: Range;
}

/** The least and the most that a number may be. */
export interface Range {
  readonly least: number;
  readonly most: number;
  /** Facts whose least is another one, and whose numbers are whole. */
  readonly unless?: { readonly field: string; readonly is: string; readonly least: number; readonly whole: true };
}

type Traits = Pick<Field, 'oneOf' | 'passing' | 'initial' | 'personal' | 'range'>;

const maker =
  (type: FieldType) =>
  (name: string, en: string, zh: string, aliases: readonly string[] = [], traits: Traits = {}): Field => ({
    name,
    type,
    en,
    zh,
    aliases,
    ...traits,
  });

export const instant = maker('instant');
export const number = maker('number');
export const text = maker('text');
export const boolean = maker('boolean');

/** Fields that every kind has. */
export const client = text('client', 'Client', '客户', ['client code', 'customer', '客户代码', '货主', '客户名称']);
export const department = text('department', 'Department', '部门', ['dept', '责任部门']);
export const site = text('site', 'Site', '站点', ['warehouse', 'depot', 'branch', '仓库', '网点', '站点代码']);
export const carrier = text('carrier', 'Carrier', '承运商', ['haulier', 'forwarder', '承运人', '运输公司']);

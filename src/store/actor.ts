/** Who acts, where a key or an issuer of tokens vouches for it. */
interface Identified {
  /** What the ledger shows. */
  readonly name: string;
  /** The key's id, or the issuer's subject. */
  readonly id: string;
  /** The person that the key belongs to, who may have several. */
  readonly person?: string;
  /** The request that it is done for, where that can be repeated. */
  readonly request?: string;
}

/** Who acts: a name alone where nobody vouches for more, as at the command line. */
export type Actor = string | Identified;

/** What lists show of who acts. */
export const actorName = (actor: Actor): string => (typeof actor === 'string' ? actor : actor.name);

/** What an entry of the ledger keeps of who acts besides the name. */
export const actorKept = (actor: Actor): { readonly acting?: Omit<Identified, 'name'> } => {
  if (typeof actor === 'string') return {};
  const { name: _name, ...acting } = actor;
  return { acting };
};

/** Who acted, from an entry's name and body. */
export function actorOf(name: string, body: Readonly<Record<string, unknown>>): Actor {
  const { acting } = body;
  if (typeof acting !== 'object' || acting === null || !('id' in acting) || typeof acting.id !== 'string') return name;
  const person = 'person' in acting && typeof acting.person === 'string' ? acting.person : undefined;
  return { name, id: acting.id, ...(person === undefined ? {} : { person }) };
}

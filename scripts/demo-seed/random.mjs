// A small seeded generator (mulberry32): the demo must be the same bytes on every machine and every day.

/** Numbers that depend on nothing but the name of the stream, so that a change in one file leaves the others alone. */
export function randomStream(name) {
  let state = 2166136261;
  for (const character of name) state = Math.imul(state ^ character.codePointAt(0), 16777619);
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const whole = (least, most) => least + Math.floor(next() * (most - least + 1));
  const owed = new Map();
  return {
    chance: share => next() < share,
    /** True for this share of the calls under a name, evenly spread: small months must show the rate they were given. */
    quota(name, share) {
      const misses = (owed.get(name) ?? 0.5) + 1 - share;
      owed.set(name, misses >= 1 ? misses - 1 : misses);
      return misses < 1;
    },
    whole,
    pick: list => list[whole(0, list.length - 1)],
    /** One of [thing, weight] pairs. */
    weighed(pairs) {
      let rest = next() * pairs.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [thing, weight] of pairs) {
        rest -= weight;
        if (rest < 0) return thing;
      }
      return pairs.at(-1)[0];
    },
  };
}

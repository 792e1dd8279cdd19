/** An object without some of its keys. */
export function without<T extends object, K extends keyof T & string>(object: T, ...keys: readonly K[]): Omit<T, K> {
  // Object.entries forgets which keys are left; they are those of T but K.
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.some(dropped => dropped === key))) as Omit<T, K>;
}

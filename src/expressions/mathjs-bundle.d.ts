/** mathjs in one file, which its own types do not name: there `create` makes another instance from settings alone. */
declare module 'mathjs/lib/browser/math.js' {
  const mathjs: { create(settings: import('mathjs').ConfigOptions): Pick<import('mathjs').MathJsInstance, 'parse'> };
  export default mathjs;
}

import { register } from 'node:module';

// The generator writes with the programming interface of TypeScript 5, which TypeScript 7 does not have any more; another package brings it.
const typescript5 = `data:text/javascript,${encodeURIComponent(
  `import { createRequire } from 'node:module'; const { ts } = createRequire(${JSON.stringify(import.meta.url)})('@ts-morph/common'); export default ts;`,
)}`;
const hooks = `data:text/javascript,${encodeURIComponent(
  `export const resolve = (name, context, next) => name === 'typescript' && context.parentURL?.includes('/@hey-api/') ? { url: ${JSON.stringify(typescript5)}, shortCircuit: true } : next(name, context);`,
)}`;

/** Writes a client of TypeScript for an OpenAPI document into a folder. */
export async function generateClient(input: string, output: string): Promise<void> {
  register(hooks);
  const { createClient } = await import('@hey-api/openapi-ts');
  await createClient({
    input,
    output: { path: output },
    plugins: ['@hey-api/client-fetch', '@hey-api/sdk'],
    logs: { level: 'silent' },
  });
}

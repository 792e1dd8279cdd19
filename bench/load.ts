import http from 'node:http';

/** What a server did under load. */
export interface Load {
  readonly perSecond: number;
  readonly p50: number;
  readonly p99: number;
  readonly bytes: number;
}

/** Asks one URL over so many connections that are kept open, each with its next request as soon as it has an answer. */
export async function load(
  url: string,
  headers: Readonly<Record<string, string>>,
  { connections = 16, seconds = 5 }: { readonly connections?: number; readonly seconds?: number } = {},
): Promise<Load> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: connections });
  const took: number[] = [];
  let bytes = 0;
  const from = performance.now();
  const until = from + seconds * 1000;
  const lane = async (): Promise<void> => {
    while (performance.now() < until) {
      const began = performance.now();
      bytes = await answered(url, agent, headers);
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: connections }, lane));
  const elapsed = (performance.now() - from) / 1000;
  agent.destroy();
  const sorted = took.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
  return { perSecond: took.length / elapsed, p50: at(0.5), p99: at(0.99), bytes };
}

function answered(url: string, agent: http.Agent, headers: Readonly<Record<string, string>>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers }, response => {
      let bytes = 0;
      response.on('data', (chunk: Buffer) => (bytes += chunk.length));
      response.on('error', reject);
      response.on('end', () => {
        if (response.statusCode === 200) resolve(bytes);
        else reject(new Error(`${url} answers ${response.statusCode ?? ''}`));
      });
    });
    request.on('error', reject);
  });
}

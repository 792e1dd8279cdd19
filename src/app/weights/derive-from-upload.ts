import type { WeightsDerived } from '../../contract/weights.js';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Stop } from '../../faults/stop.js';
import type { Deps } from '../deps.js';
import { deriveWeights } from './derive.js';
import { safeName } from '../workspace/inside.js';
import type { DeriveRequest } from './request.js';

/** A table that comes with a request instead of lying on the disk. */
export interface UploadedTable {
  /** As provenance and faults name it. */
  readonly name: string;
  readonly content: Uint8Array;
}

/** A request whose tables come with it. */
export interface DeriveFromUploadRequest extends Omit<DeriveRequest, 'matrices' | 'weights' | 'out'> {
  readonly matrices: readonly UploadedTable[];
  readonly weights?: UploadedTable | undefined;
}

/** Derives weights from tables that were sent; faults name them as the sender does. */
export async function deriveFromUpload(
  deps: Deps,
  { matrices, weights, ...request }: DeriveFromUploadRequest,
): Promise<WeightsDerived> {
  const folder = await mkdtemp(join(tmpdir(), 'plumbline-weights-'));
  const names = new Map<string, string>();
  const kept = async ({ name, content }: UploadedTable): Promise<string> => {
    // Each in a folder of its own: two experts may call theirs the same.
    const own = join(folder, String(names.size));
    await mkdir(own);
    const path = join(own, safeName(name, 'table.csv'));
    names.set(path, name);
    await writeFile(path, content);
    return path;
  };
  try {
    const paths: string[] = [];
    for (const matrix of matrices) paths.push(await kept(matrix));
    const given = weights === undefined ? undefined : await kept(weights);
    return await deriveWeights(deps, { ...request, matrices: paths, weights: given });
  } catch (problem) {
    throw problem instanceof Stop ? withUploadNames(problem, names) : problem;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function withUploadNames(stop: Stop, names: ReadonlyMap<string, string>): Stop {
  const faults = stop.faults.map(fault => {
    const file = fault.place?.file === undefined ? undefined : names.get(fault.place.file);
    return file === undefined ? fault : { ...fault, place: { ...fault.place, file } };
  });
  return new Stop(stop.exitCode, faults, stop.cause);
}

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isMap, isSeq, parseDocument, visit, type Document, type YAMLMap } from 'yaml';
import { contractFaults } from '../../faults/contracts.js';
import { fault } from '../../faults/make.js';
import { Stop } from '../../faults/stop.js';
import { parseFolder } from '../../rulebook/config-files.js';
import { contractYaml, laidOut } from '../../rulebook/contract-yaml.js';
import { gather } from '../../rulebook/gather.js';
import { asMap, keyText, textOf } from '../../rulebook/plain.js';
import { plainContract, type PlainTerms } from '../../standards/contract-plain.js';

type PlainMap = ReturnType<typeof plainContract>;

/** A contract as it is to be kept: in which file, what it holds now and what it is to hold. */
export interface ContractFile {
  /** Relative to the workspace. */
  readonly file: string;
  /** Undefined where there is no such file. */
  readonly before: string | undefined;
  readonly after: string;
}

/**
 * The file of a contract below `config/contracts/`, with the contract in it; whatever else the file holds stays, comments too. A Stop
 * where the contract is written in another file, or comments would be lost.
 */
export async function contractFile(directory: string, contract: PlainMap): Promise<ContractFile> {
  const { id } = contract;
  if (typeof id !== 'string') throw new TypeError('a contract has an id');
  const file = `config/contracts/${id}.yaml`;
  const { entries } = gather(await parseFolder(join(directory, 'config'), directory, 'workspace'));
  const elsewhere = entries.contracts.find(({ raw, spot }) => asMap(raw)['id'] === id && spot.place().file !== file);
  if (elsewhere !== undefined) {
    const place = elsewhere.spot.place();
    throw new Stop(2, [fault(contractFaults, 'contract_elsewhere', { contract: id, file: `${place.file}:${place.line}` })]);
  }
  const before = await readFile(join(directory, file), 'utf8').catch((problem: unknown) => {
    if (problem instanceof Error && 'code' in problem && problem.code === 'ENOENT') return undefined;
    throw problem;
  });
  return { file, before, after: before === undefined ? contractYaml(contract) : withContract(before, contract, file) };
}

/** A file of config with a contract in place of the one of its id: only what is another changes, so that comments stay. */
function withContract(text: string, contract: PlainMap, file: string): string {
  const document = parseDocument(text);
  const { contents: root } = document;
  const list = isMap(root) ? root.get('contracts') : undefined;
  if (document.errors.length > 0 || (root !== null && !isMap(root)) || (list !== undefined && list !== null && !isSeq(list)))
    throw new Stop(2, [fault(contractFaults, 'contract_file_broken', { file })]);
  const comments = commentsOf(document);
  const fresh = laidOut(parseDocument(contractYaml(contract)));
  const own = isSeq(list) ? list.items.find(item => isMap(item) && item.get('id') === contract['id']) : undefined;
  if (isMap(own)) changeKeys(document, own, fresh, contract);
  else if (isSeq(list)) document.addIn(['contracts'], fresh.getIn(['contracts', 0], true));
  else document.set('contracts', fresh.get('contracts', true));
  const after = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  const left = commentsOf(parseDocument(after));
  const lost = comments.filter(one => !left.includes(one));
  if (lost.length > 0) throw new Stop(2, [fault(contractFaults, 'contract_comments', { file, comments: lost })]);
  return after;
}

function changeKeys(document: Document.Parsed, own: YAMLMap, fresh: Document, contract: PlainMap): void {
  const gone = own.items.map(({ key }) => key).filter(key => !(keyText(key) in contract));
  for (const key of gone) own.delete(key);
  for (const [name, value] of Object.entries(contract)) {
    if (sameText(textOf(document, own.get(name, true)), value)) continue;
    own.set(name, fresh.getIn(['contracts', 0, name], true));
  }
}

const sameText = (one: unknown, other: PlainTerms): boolean => sorted(one) === sorted(other);

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, one: unknown) =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : one,
  );

function commentsOf(document: Document | Document.Parsed): readonly string[] {
  const found: (string | null | undefined)[] = [document.commentBefore, document.comment];
  visit(document, { Node: (_, node) => void found.push(node.commentBefore, node.comment) });
  return found
    .flatMap(text => (text ?? '').split('\n'))
    .map(line => line.trim())
    .filter(line => line !== '');
}

import type { Registers } from './registers.ts';
import type { ContentEntry, Discrepancy, FileEntry } from './snapshot.ts';

/** Whether everything that lies in the vault is there whole, under a key that is there, and nothing else is. */
export const checkVault = (registers: Registers): readonly Discrepancy[] => {
  const { snapshot, items, files, contentsOf } = registers;
  const bare = [...items.values()].flatMap((item) => {
    const isThere = (contentsOf.get(item.id) ?? []).some(({ version }) => version === item.version);
    return item.inVault && !isThere
      ? [{ kind: 'content', where: item.number, says: `has no content of version ${item.version}` } as const]
      : [];
  });
  const contents = snapshot.contents.flatMap((content) => ofContent(content, registers));
  const held = new Set(snapshot.contents.flatMap(({ fileId }) => (fileId === null ? [] : [fileId])));
  const known = new Set<string>();
  const parts = snapshot.files.flatMap((file) => {
    for (const blob of blobsOf(file)) known.add(blob);
    return file.isBound ? ofFile(file, held, snapshot.blobs) : [];
  });
  // To a file that is still arriving a part comes before it is counted; one that is bound gets no more.
  const orphans = [...snapshot.blobs]
    .filter((blob) => !known.has(blob) && files.get(blob.split('/')[0] ?? '')?.isBound !== false)
    .map((blob) => ({ kind: 'blob', where: blob, says: 'is of no file that is there' }) as const);
  return [...bare, ...contents, ...parts, ...orphans];
};

const blobsOf = ({ id, parts }: FileEntry): readonly string[] => parts.map((part) => `${id}/${part}`);

const ofContent = (content: ContentEntry, { items, files, snapshot }: Registers): readonly Discrepancy[] => {
  const { itemId, version, fileId, keyVersion } = content;
  const where = items.get(itemId)?.number ?? itemId;
  const found: Discrepancy[] = [];
  const say = (says: string): void => {
    found.push({ kind: 'content', where, says: `version ${version} ${says}` });
  };
  if (!snapshot.keyVersions.includes(keyVersion)) say(`lies under key ${keyVersion}, which is not there`);
  if (fileId !== null) {
    const file = files.get(fileId);
    if (file === undefined || !file.isBound || file.itemId !== itemId || file.version !== version)
      say('lies in a file that is not its own');
  }
  return found;
};

const ofFile = (file: FileEntry, held: ReadonlySet<string>, blobs: ReadonlySet<string>): readonly Discrepancy[] => {
  const found: Discrepancy[] = [];
  const missing = blobsOf(file).filter((blob) => !blobs.has(blob));
  if (missing.length > 0) found.push({ kind: 'blob', where: file.id, says: `lacks ${missing.join(', ')}` });
  if (!held.has(file.id)) found.push({ kind: 'content', where: file.id, says: 'is bound to nothing that is there' });
  return found;
};

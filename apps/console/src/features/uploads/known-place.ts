const KEY = 'miji.uploads';
/** As long as the server keeps what nobody has used. */
const KEPT_MS = 24 * 60 * 60 * 1_000;

type Files = Readonly<Record<string, { readonly id: string; readonly at: number }>>;

/**
 * Tells one file of one person from all others, without saying anything of it. An edited file is another.
 *
 * @returns null where the page has no means to: it did not come over a safe line
 */
export const fingerprintOf = async (
  personId: string,
  { name, size, lastModified }: Pick<File, 'name' | 'size' | 'lastModified'>,
): Promise<string | null> => {
  if (!globalThis.isSecureContext) return null;
  const said = new TextEncoder().encode(JSON.stringify([personId, name, size, lastModified]));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', said));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
};

/** Under which id the server has begun to take in a file that was sent from this browser before. */
export const knownPlace = (fingerprint: string): string | null =>
  filesSince(Date.now() - KEPT_MS)[fingerprint]?.id ?? null;

export const keepPlace = (fingerprint: string, id: string): void => {
  const now = Date.now();
  store({ ...filesSince(now - KEPT_MS), [fingerprint]: { id, at: now } });
};

export const forgetPlace = (id: string): void => {
  const left = Object.entries(filesSince(Date.now() - KEPT_MS)).filter(([, file]) => file.id !== id);
  store(Object.fromEntries(left));
};

const store = (files: Files): void => {
  if (Object.keys(files).length === 0) localStorage.removeItem(KEY);
  else localStorage.setItem(KEY, JSON.stringify(files));
};

const filesSince = (since: number): Files =>
  Object.fromEntries(Object.entries(stored()).filter(([, { at }]) => at >= since));

const stored = (): Files => {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return isFiles(found) ? found : {};
  } catch {
    return {};
  }
};

const isFiles = (found: unknown): found is Files =>
  typeof found === 'object' &&
  found !== null &&
  Object.values(found).every(
    (file: unknown) =>
      typeof file === 'object' &&
      file !== null &&
      typeof Reflect.get(file, 'id') === 'string' &&
      typeof Reflect.get(file, 'at') === 'number',
  );

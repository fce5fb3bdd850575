import type { Readable } from 'node:stream';
import type { CallContext } from '@miji/services';
import { cancelUpload, getUpload, receiveUpload, startUpload } from '@miji/services';
import { DataStore, Upload } from '@tus/server';

/** Where the protocol puts files, for one caller: each of its acts is a verb. */
export class UploadStore extends DataStore {
  readonly #ctx: CallContext;

  constructor(ctx: CallContext) {
    super();
    this.#ctx = ctx;
    this.extensions = ['creation', 'termination'];
  }

  /** Begins a file; gives the name that the protocol calls it by. */
  async begin(metadata: Readonly<Record<string, string | null>> | undefined, size: number): Promise<string> {
    const { id } = await startUpload(this.#ctx, {
      fileName: metadata?.['filename'] ?? '',
      size,
      item: metadata?.['item'] ?? undefined,
    });
    return id;
  }

  override async create(upload: Upload): Promise<Upload> {
    // It has been begun when it was given its name.
    return upload;
  }

  override write(stream: Readable, id: string, offset: number): Promise<number> {
    return receiveUpload(this.#ctx, { id, offset }, stream);
  }

  override async getUpload(id: string): Promise<Upload> {
    const { size, received, startedAt } = await getUpload(this.#ctx, { id });
    return new Upload({ id, size, offset: received, creation_date: startedAt });
  }

  override async remove(id: string): Promise<void> {
    await cancelUpload(this.#ctx, { id });
  }
}

import type * as contract from '@miji/contract';
import type { z } from 'zod';
import type { ActOptions, CallOptions, Caller, In, Keyed, Out } from '../caller.ts';
import { keyed } from '../caller.ts';

/** A page of an item, and how wide its picture is to be, in pixels. */
type PageAsked = Omit<z.output<typeof contract.pageImage.input>, 'width'> & { readonly width?: number };

export const items = ({ file, mutate, query }: Caller) => ({
  /** Registers an item in the caller's company. @see GS-13 */
  register: (input: Keyed<In<typeof contract.registerItem>>, options?: ActOptions): Out<typeof contract.registerItem> =>
    mutate('items.register', keyed(input), options),
  get: (input: In<typeof contract.getItem>, options?: CallOptions): Out<typeof contract.getItem> =>
    query('items.get', input, options),
  list: (input: In<typeof contract.listItems> = {}, options?: CallOptions): Out<typeof contract.listItems> =>
    query('items.list', input, options),
  /** By number, title or the words of a text, in every company; nothing of the words is kept. */
  search: (input: In<typeof contract.searchItems>, options?: CallOptions): Out<typeof contract.searchItems> =>
    query('items.search', input, options),
  /** The text, for whoever may know it; traced before it arrives. @see SI-03 */
  read: (input: In<typeof contract.readItem>, options?: CallOptions): Out<typeof contract.readItem> =>
    query('items.read', input, options),
  /** Begins to read page by page; what the pages will say and how many there are. */
  openReading: (input: In<typeof contract.openReading>, options?: CallOptions): Out<typeof contract.openReading> =>
    query('items.openReading', input, options),
  /** The words of one page, where the level lets them be had as text. */
  readPage: (input: In<typeof contract.readPage>, options?: CallOptions): Out<typeof contract.readPage> =>
    query('items.readPage', input, options),
  /** One page as a JPEG picture with its reader in it; traced before it arrives. @see SI-03 */
  page: ({ number, page, width }: PageAsked, options?: CallOptions): Promise<Uint8Array> =>
    file(
      `/api/v1/items/${encodeURIComponent(number)}/pages/${page}`,
      { query: { width: width === undefined ? undefined : String(width) } },
      (response) => response.bytes(),
      options,
    ),
  /** Gives an item a new content, typed or sent before; what was granted for the old one is void. @see GS-23 */
  revise: (input: In<typeof contract.reviseItem>, options?: ActOptions): Out<typeof contract.reviseItem> =>
    mutate('items.revise', input, options),
  /** Names a reader; only ever by a person himself. @see GS-17 */
  name: (input: In<typeof contract.nameReader>, options?: ActOptions): Out<typeof contract.nameReader> =>
    mutate('items.name', input, options),
  /** Takes a name out of the range; it bites on the next read. @see GS-16 */
  revoke: (input: In<typeof contract.revokeReader>, options?: ActOptions): Out<typeof contract.revokeReader> =>
    mutate('items.revoke', input, options),
  /** Keeps somebody out whatever else lets him in. */
  exclude: (input: In<typeof contract.excludeReader>, options?: ActOptions): Out<typeof contract.excludeReader> =>
    mutate('items.exclude', input, options),
  readmit: (input: In<typeof contract.readmitReader>, options?: ActOptions): Out<typeof contract.readmitReader> =>
    mutate('items.readmit', input, options),
  confirm: (input: In<typeof contract.confirmItem>, options?: ActOptions): Out<typeof contract.confirmItem> =>
    mutate('items.confirm', input, options),
});

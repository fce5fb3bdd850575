import type { Refusal } from '@miji/contract';
import type { ContentFileRow } from '@miji/db';
import { findContentFile, findOwnContentFile } from '@miji/db';
import { actingPerson, homeCompanyId, scopeOfCompany, scopeOfPerson } from '../platform/acting.ts';
import { NOT_FOUND, refused } from '../platform/audit.ts';
import type { CallContext } from '../platform/context.ts';

/** Who sends a file: the person, the service, or the service for the person. */
export const uploaderOf = (ctx: CallContext): Pick<ContentFileRow, 'uploader_id' | 'uploader_service_id'> => ({
  uploader_id: actingPerson(ctx)?.personId ?? null,
  uploader_service_id: ctx.caller.kind === 'service' ? ctx.caller.serviceId : null,
});

/** Whether whoever calls has sent a file himself, in the same way: through the same service, or through none. */
export const isUploader = (ctx: CallContext, row: ContentFileRow): boolean => {
  const { uploader_id, uploader_service_id } = uploaderOf(ctx);
  return row.uploader_id === uploader_id && row.uploader_service_id === uploader_service_id;
};

/**
 * A file that whoever calls has sent himself. What is somebody else's answers
 * like what never was, and so does what belongs to an item by now.
 *
 * @throws Refusal `NOT_FOUND`
 */
export const findUpload = async (ctx: CallContext, id: string): Promise<ContentFileRow> => {
  const { db } = ctx.platform;
  const row =
    actingPerson(ctx) === null
      ? await db.transact(scopeOfCompany(ctx, homeCompanyId(ctx)), (tx) => findContentFile(tx, id))
      : await db.transact(scopeOfPerson(ctx), (tx) => findOwnContentFile(tx, id));
  if (row !== undefined && row.item_id === null && isUploader(ctx, row)) return row;
  throw await noUpload(ctx, id);
};

/** Traces that there is no such file for whoever calls; gives the error to throw. */
export const noUpload = (ctx: CallContext, id: string): Promise<Refusal> => {
  const subject = { kind: 'upload', id } as const;
  return refused(ctx, { companyId: homeCompanyId(ctx), action: 'content.received', subject }, NOT_FOUND);
};

import { LEVEL_NAMES, POSTS, REFUSAL_CODES, SECRET_LEVELS } from '@miji/core';
import { z } from 'zod';

/** An id of the directory: a person, a company, a department, an appointment, a service. */
export const id = z.uuid().toLowerCase();

/** An instant in UTC, `2026-11-21T02:05:00.000Z`. */
export const instant = z.iso.datetime({ precision: 3 });

/** A business day, `2026-11-21`. */
export const day = z.iso.date();

export const level = z.enum(SECRET_LEVELS);
export const effectiveLevel = z.enum([...SECRET_LEVELS, 'declassified']);
export const post = z.enum(POSTS);
export const refusalCode = z.enum(REFUSAL_CODES);

const COMPANY = '[A-Z]{2,8}';

/** The code that begins every number of a company: `HYYH`. */
export const companyCode = z
  .string()
  .regex(new RegExp(`^${COMPANY}$`))
  .meta({ examples: ['HYYH'] });
/** `HYYH-2026-000012`: company, year and running number. The only name under which an item is asked for. */
export const itemNumber = z
  .string()
  .regex(new RegExp(`^${COMPANY}-\\d{4}-\\d{6}$`))
  .meta({ examples: ['HYYH-2026-000012'] });
/** `HYYH-SQ-2026-000007`. */
export const requestNumber = z
  .string()
  .regex(new RegExp(`^${COMPANY}-SQ-\\d{4}-\\d{6}$`))
  .meta({ examples: ['HYYH-SQ-2026-000007'] });
/** `HYYH-SQ-2026-000007-G`, `…-G2`: the grant that an approved request leaves behind. */
export const grantNumber = z
  .string()
  .regex(new RegExp(`^${COMPANY}-SQ-\\d{4}-\\d{6}-G\\d{0,2}$`))
  .meta({ examples: ['HYYH-SQ-2026-000007-G'] });
/** `HYYH-KH-000004`: a customer of a company. */
export const customerNumber = z
  .string()
  .regex(new RegExp(`^${COMPANY}-KH-\\d{6}$`))
  .meta({ examples: ['HYYH-KH-000004'] });
/** `HYYH-2026-000012-003`: the third copy of an item. */
export const copyId = z
  .string()
  .regex(new RegExp(`^${COMPANY}-\\d{4}-\\d{6}-(?:\\d{3}|[1-9]\\d{3,5})$`))
  .meta({ examples: ['HYYH-2026-000012-003'] });

/** `HYYH-WT-2026-000003`: a delegation. */
export const delegationNumber = z
  .string()
  .regex(new RegExp(`^${COMPANY}-WT-\\d{4}-\\d{6}$`))
  .meta({ examples: ['HYYH-WT-2026-000003'] });
/** `HYYH-JY-2026-000003`: a loan. */
export const loanNumber = z
  .string()
  .regex(new RegExp(`^${COMPANY}-JY-\\d{4}-\\d{6}$`))
  .meta({ examples: ['HYYH-JY-2026-000003'] });
/** `HYYH-JJ-2026-000003`: a handing over of everything on somebody’s name. */
export const handoverNumber = z
  .string()
  .regex(new RegExp(`^${COMPANY}-JJ-\\d{4}-\\d{6}$`))
  .meta({ examples: ['HYYH-JJ-2026-000003'] });
/** `HYYH-PD-2026-000003`: a stocktaking. */
export const stocktakingNumber = z
  .string()
  .regex(new RegExp(`^${COMPANY}-PD-\\d{4}-\\d{6}$`))
  .meta({ examples: ['HYYH-PD-2026-000003'] });
/** `HYYH-SJ-2026-000003`: an incident. */
export const incidentNumber = z
  .string()
  .regex(new RegExp(`^${COMPANY}-SJ-\\d{4}-\\d{6}$`))
  .meta({ examples: ['HYYH-SJ-2026-000003'] });
/** A line of business (业务条线) by its code; it becomes part of the names under which requests are addressed. @see CD-11 */
export const businessLine = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,19}$/)
  .meta({ examples: ['corporate_credit'] });

/** Text that stands on one line of paper. */
const printed = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u);

/** One line of prose that a person typed. */
export const line = printed(200);
/** A mark as it is printed: owner, level and period. */
export const mark = z.string().max(400);
/** A few sentences that a person typed. */
export const paragraph = z.string().trim().min(1).max(2_000);
/** What makes a repeated call the same call: chosen by the caller, kept with what the first call made. */
export const idempotencyKey = z.string().regex(/^[\w:-]{8,64}$/);

/** Where a page of a list ended; opaque, made by the server. */
export const cursor = z.string().max(200);
export const limit = z.int().min(1).max(100).default(50);

/** How long an item is secret. */
export const period = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('term'), term: z.string().regex(/^P(?=\d)(\d{1,3}Y)?(\d{1,4}M)?(\d{1,5}D)?$/) }),
  z.object({ kind: z.literal('until'), day }),
  z.object({ kind: z.literal('event'), event: printed(40) }),
  z.object({ kind: z.literal('indefinite') }),
]);

export const companyRef = z.object({
  id,
  code: companyCode,
  name: z.string().max(100),
  kind: z.enum(['headquarters', 'subsidiary']),
});
export const personRef = z.object({ id, name: z.string().max(100) });

/** A list in pages; `next` is null on the last one. There is no total: a count would tell of what one may not know. */
export const pageOf = <T extends z.ZodType>(entry: T) => z.object({ entries: z.array(entry), next: cursor.nullable() });

export { LEVEL_NAMES };
export type Period = z.output<typeof period>;
export type CompanyRef = z.output<typeof companyRef>;
export type PersonRef = z.output<typeof personRef>;

import { z } from 'zod';
import {
  companyCode,
  cursor,
  id,
  instant,
  itemNumber,
  level,
  limit,
  line,
  pageOf,
  requestNumber,
} from './primitives.ts';

/** What people are told of. */
export const NOTICE_KINDS = [
  'to_decide',
  'reminder',
  'last_reminder',
  'escalated',
  'rerouted_to_you',
  'rerouted',
  'agreed',
  'approved',
  'shortened',
  'refused',
  'asked_back',
  'answered',
  'expired',
  'overtaken',
  'withdrawn',
  'grant_revoked',
  'grant_voided',
  'decided_in_your_name',
  'delegated_to_you',
  'delegation_revoked',
  'second_factor_changed',
  'undelivered',
  'handed_to_you',
  'receipt_due',
  'receipt_overdue',
  'movement_confirmed',
  'movement_declined',
  'movement_withdrawn',
  'destruction_to_witness',
  'copy_destroyed',
  'loan_due_soon',
  'loan_due',
  'loan_overdue',
  'supervision',
  'copy_due',
  'copy_overdue',
  'holder_left',
  'incident_drafted',
  'tidings',
  'handover_to_sign',
  'handover_done',
  'collection_ordered',
  'stocktaking_closed',
  'keeper_appointed',
] as const;
export const noticeKind = z.enum(NOTICE_KINDS);

/** By what a notice reaches somebody beside the inbox, which always has it. */
export const NOTICE_CHANNELS = ['email', 'robot'] as const;
export const noticeChannel = z.enum(NOTICE_CHANNELS);

/** A notice in somebody’s inbox. It says what it is about by number and level; a title only of 秘密, and only to who may know it. */
export const notice = z.object({
  id,
  kind: noticeKind,
  at: instant,
  readAt: instant.nullable(),
  request: requestNumber.nullable(),
  item: itemNumber.nullable(),
  /** a copy, loan, handover, stocktaking or incident by its number */
  subject: z.string().max(40).nullable(),
  title: z.string().max(200).nullable(),
  level: level.nullable(),
  /** by when something has to be done; null where nothing has */
  until: instant.nullable(),
  /** by whom, or for whom */
  person: z.string().max(100).nullable(),
});

export const listNotices = {
  input: z.object({ unreadOnly: z.boolean().default(false), cursor: cursor.optional(), limit }),
  output: pageOf(notice),
};
export const markNoticesRead = {
  /** all of them where none is named */
  input: z.object({ ids: z.array(id).max(100).optional() }),
  output: z.object({ unread: z.int() }),
};
/** The number of unread notices, now and whenever it changes. */
export const unreadNotices = { input: z.void(), output: z.object({ unread: z.int() }) };

/** When somebody wants no mail, in Shanghai time, `22:00` to `07:00`; what the rules force comes all the same. */
export const quietHours = z.object({
  from: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
  to: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
});

export const noticeSettings = z.object({
  /** by which channels each kind comes; what the rules force cannot be left out */
  channels: z.array(z.object({ kind: noticeKind, channels: z.array(noticeChannel), forced: z.boolean() })),
  quiet: quietHours.nullable(),
  language: z.enum(['zh-CN', 'en']),
  /** where mail goes; null where the account has no address */
  email: z.string().max(320).nullable(),
  /** whether this house sends mail at all */
  mail: z.boolean(),
});
export const getNoticeSettings = { input: z.void(), output: noticeSettings };
export const setNoticeSettings = {
  input: z.object({
    channels: z.array(z.object({ kind: noticeKind, channels: z.array(noticeChannel).max(2) })).max(50),
    quiet: quietHours.nullable(),
    language: z.enum(['zh-CN', 'en']),
  }),
  output: noticeSettings,
};

/** The group robots of 企业微信, 钉钉 and 飞书, and any receiver of plain JSON. */
export const ROBOT_KINDS = ['wecom', 'dingtalk', 'feishu', 'plain'] as const;
export const robot = z.object({
  id,
  company: companyCode,
  name: line,
  kind: z.enum(ROBOT_KINDS),
  /** the host alone: the rest of the address is a secret */
  host: z.string().max(253),
  signed: z.boolean(),
  kinds: z.array(noticeKind),
  lastDeliveredAt: instant.nullable(),
});
export const listRobots = {
  input: z.object({ company: companyCode.optional() }),
  output: z.object({ robots: z.array(robot) }),
};
export const setRobot = {
  input: z.object({
    id: id.optional(),
    company: companyCode.optional(),
    name: line,
    kind: z.enum(ROBOT_KINDS),
    url: z.url().max(2_000).optional(),
    /** the signing secret, where the robot asks for one; unchanged where absent */
    secret: z.string().max(500).optional(),
    kinds: z.array(noticeKind).max(50),
  }),
  output: robot,
};
export const removeRobot = { input: z.object({ id }), output: z.object({ removed: z.literal(true) }) };
/** Sends a sentence that says it is a test. */
export const tryRobot = {
  input: z.object({ id }),
  output: z.object({ delivered: z.boolean(), answer: z.string().max(500) }),
};

/** What could not be delivered, after every attempt. */
export const deadLetter = z.object({
  id,
  company: companyCode,
  kind: noticeKind,
  channel: noticeChannel,
  /** whom, or which robot, it was for */
  recipient: z.string().max(320),
  attempts: z.int(),
  lastError: z.string().max(500),
  firstAt: instant,
  lastAt: instant,
});
export const listDeadLetters = {
  input: z.object({ company: companyCode.optional(), cursor: cursor.optional(), limit }),
  output: pageOf(deadLetter),
};
export const resendDeadLetters = {
  input: z.object({ ids: z.array(id).min(1).max(100) }),
  output: z.object({ resent: z.int() }),
};

export type NoticeWire = z.output<typeof notice>;
export type NoticeSettings = z.output<typeof noticeSettings>;
export type RobotWire = z.output<typeof robot>;
export type DeadLetter = z.output<typeof deadLetter>;
export type NoticeKind = z.output<typeof noticeKind>;
export type NoticeChannel = z.output<typeof noticeChannel>;

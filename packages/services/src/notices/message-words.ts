import type { Language, NoticeKind } from '@miji/contract';
import type { SecretLevel } from '@miji/core';
import { formatBusinessMinute, LEVEL_NAMES } from '@miji/core';
import type { Temporal } from '@miji/core';

/**
 * What a message says beside its kind. There is no field for a title, a purpose or a name: what goes out of the house is read by
 * whoever keeps the mail or the group.
 */
export interface MessageFacts {
  readonly kind: NoticeKind;
  readonly request: string | null;
  readonly level: SecretLevel | null;
  readonly until: Temporal.Instant | null;
  readonly link: string;
}

/** What somebody is told, addressed to himself. */
const TO_PERSON: Readonly<Record<Language, Readonly<Record<NoticeKind, string>>>> = {
  'zh-CN': {
    to_decide: '有一件申请待您审批',
    reminder: '一件申请仍待您审批',
    last_reminder: '一件申请即将到期，仍待您审批',
    escalated: '一件申请已上报，现由您审批',
    rerouted_to_you: '一件申请改由您审批',
    rerouted: '您的申请改由他人审批',
    agreed: '您的申请已有一人同意',
    approved: '您的申请已获批准',
    shortened: '您的申请获批，范围有所缩减',
    refused: '您的申请被拒绝',
    asked_back: '审批人请您补充说明',
    answered: '申请人已答复，申请待您审批',
    expired: '您的申请逾期未决，视为未获批准',
    overtaken: '您的申请已失效',
    withdrawn: '一件待您审批的申请已撤回',
    grant_revoked: '您的一项授权已被收回',
    grant_voided: '您的一项授权已作废',
    decided_in_your_name: '有人以您的名义作出了审批',
    delegated_to_you: '有人将审批委托给您',
    delegation_revoked: '一项委托已撤销',
    second_factor_changed: '您的第二重验证有变动；若非本人所为，请立即联系保密工作人员',
    undelivered: '有通知未能送达',
    handed_to_you: '有一份副本交给您，请清点确认',
    receipt_due: '一份副本待您签收，期限将至',
    receipt_overdue: '一份副本逾期未签收',
    movement_confirmed: '您交出的副本已由对方清点接收',
    movement_declined: '您交出的副本未被接收',
    movement_withdrawn: '交给您的一份副本已被撤回',
    destruction_to_witness: '一份副本的销毁请您监销并清点确认',
    copy_destroyed: '一份副本已在监销下销毁',
    loan_due_soon: '您借阅的文件即将到期',
    loan_due: '您借阅的文件今日到期',
    loan_overdue: '一项借阅已逾期',
    supervision: '您受托陪同外单位人员阅读，请全程在场',
    copy_due: '您手中的一份副本须如期交回',
    copy_overdue: '一份副本逾期未交回',
    holder_left: '一份副本仍在已离任人员名下，待收缴',
    incident_drafted: '有一件待查事件',
    tidings: '您持有副本的密件有变更，请确认知悉',
    handover_to_sign: '有一项交接待您签署',
    handover_done: '一项交接已办结',
    collection_ordered: '保密工作人员责令收缴一人名下的副本，其任职可先行终止',
    stocktaking_closed: '一次盘点已结束',
    keeper_appointed: '您被指定为保管人',
  },
  en: {
    to_decide: 'A request waits for your decision',
    reminder: 'A request still waits for your decision',
    last_reminder: 'A request is about to expire and still waits for your decision',
    escalated: 'A request has been escalated to you',
    rerouted_to_you: 'A request is now yours to decide',
    rerouted: 'Your request is now decided by somebody else',
    agreed: 'One approver has agreed to your request',
    approved: 'Your request has been approved',
    shortened: 'Your request has been approved in part',
    refused: 'Your request has been refused',
    asked_back: 'An approver has a question about your request',
    answered: 'The requester has answered; the request waits for your decision',
    expired: 'Your request was not decided in time and counts as refused',
    overtaken: 'Your request has lapsed',
    withdrawn: 'A request that waited for you has been withdrawn',
    grant_revoked: 'One of your grants has been revoked',
    grant_voided: 'One of your grants has become void',
    decided_in_your_name: 'Somebody has decided in your name',
    delegated_to_you: 'Decisions have been delegated to you',
    delegation_revoked: 'A delegation has been revoked',
    second_factor_changed:
      'Your second factor has been changed; if that was not you, tell your security officer at once',
    undelivered: 'A notice could not be delivered',
    handed_to_you: 'A copy is handed to you; count and confirm it',
    receipt_due: 'A copy waits for you to confirm it, and time is running out',
    receipt_overdue: 'A copy has not been confirmed in time',
    movement_confirmed: 'What you handed over has been counted and taken',
    movement_declined: 'What you handed over was not taken',
    movement_withdrawn: 'What was handed to you has been taken back',
    destruction_to_witness: 'You are to witness the destruction of a copy; count and confirm it',
    copy_destroyed: 'A copy has been destroyed before its witness',
    loan_due_soon: 'What you have on loan is due soon',
    loan_due: 'What you have on loan is due today',
    loan_overdue: 'A loan is overdue',
    supervision: 'You are to stay with a visitor who reads what is lent',
    copy_due: 'A copy in your hands has to come back in time',
    copy_overdue: 'A copy has not come back in time',
    holder_left: 'A copy is still with somebody who has left, and is to be collected',
    incident_drafted: 'Something has to be looked into',
    tidings: 'An item of which you hold a copy has changed; confirm that you know',
    handover_to_sign: 'A handover waits for your signature',
    handover_done: 'A handover is finished',
    collection_ordered: 'What is on somebody’s name is to be collected; the post may be ended first',
    stocktaking_closed: 'A stocktaking is closed',
    keeper_appointed: 'You have been appointed keeper of a store',
  },
};

/** The same, said to a group: whom it concerns is not said. */
const TO_GROUP: Readonly<Record<NoticeKind, string>> = {
  to_decide: '有一件申请待审批',
  reminder: '一件申请仍待审批',
  last_reminder: '一件申请即将到期，仍待审批',
  escalated: '一件申请已上报',
  rerouted_to_you: '一件申请改由他人审批',
  rerouted: '一件申请改由他人审批',
  agreed: '一件申请已有一人同意',
  approved: '一件申请已获批准',
  shortened: '一件申请获批，范围有所缩减',
  refused: '一件申请被拒绝',
  asked_back: '一件申请需补充说明',
  answered: '一件申请已补充说明',
  expired: '一件申请逾期未决',
  overtaken: '一件申请已失效',
  withdrawn: '一件申请已撤回',
  grant_revoked: '一项授权已被收回',
  grant_voided: '一项授权已作废',
  decided_in_your_name: '一件申请已由受托人审批',
  delegated_to_you: '有一项新的审批委托',
  delegation_revoked: '一项审批委托已撤销',
  second_factor_changed: '一人的第二重验证有变动',
  undelivered: '有通知未能送达',
  handed_to_you: '有副本待接收人清点',
  receipt_due: '有副本即将逾期未签收',
  receipt_overdue: '有副本逾期未签收',
  movement_confirmed: '一份副本已交接',
  movement_declined: '一份副本未被接收',
  movement_withdrawn: '一份副本的交接已撤回',
  destruction_to_witness: '有副本销毁待监销人确认',
  copy_destroyed: '一份副本已在监销下销毁',
  loan_due_soon: '有借阅即将到期',
  loan_due: '有借阅今日到期',
  loan_overdue: '有借阅逾期',
  supervision: '有外单位人员阅读待陪同',
  copy_due: '有副本须如期交回',
  copy_overdue: '有副本逾期未交回',
  holder_left: '有副本仍在已离任人员名下',
  incident_drafted: '有一件待查事件',
  tidings: '有密件变更待持有人确认',
  handover_to_sign: '有一项交接待签署',
  handover_done: '一项交接已办结',
  collection_ordered: '有一项责令收缴',
  stocktaking_closed: '一次盘点已结束',
  keeper_appointed: '有新的保管人',
};

const LEVELS: Readonly<Record<Language, Readonly<Record<SecretLevel, string>>>> = {
  'zh-CN': LEVEL_NAMES,
  en: { confidential: 'Confidential (秘密)', secret: 'Secret (机密)', top_secret: 'Top secret (绝密)' },
};

const LABELS: Readonly<Record<Language, Readonly<Record<'request' | 'level' | 'until' | 'footer' | 'colon', string>>>> =
  {
    'zh-CN': {
      request: '申请编号',
      level: '密级',
      until: '截止（北京时间）',
      footer: '本通知由密级系统自动发出，不含密件内容。通知方式可在系统内设置。',
      colon: '：',
    },
    en: {
      request: 'Request',
      level: 'Level',
      until: 'By (Beijing time)',
      footer: 'Sent by Miji; no secret is in it. How you are told is set in Miji itself.',
      colon: ': ',
    },
  };

const factLines = (facts: MessageFacts, language: Language): readonly string[] => {
  const words = LABELS[language];
  const line = (label: string, value: string | null): readonly string[] =>
    value === null ? [] : [`${label}${words.colon}${value}`];
  return [
    ...line(words.request, facts.request),
    ...line(words.level, facts.level === null ? null : LEVELS[language][facts.level]),
    ...line(words.until, facts.until === null ? null : formatBusinessMinute(facts.until)),
    facts.link,
  ];
};

/** A letter to one person, in his language. */
export const letterWords = (
  facts: MessageFacts,
  language: Language,
): { readonly subject: string; readonly text: string } => {
  const what = TO_PERSON[language][facts.kind];
  const mark = language === 'zh-CN' ? '【密级】' : '[Miji] ';
  const number = facts.request === null ? '' : language === 'zh-CN' ? `（${facts.request}）` : ` (${facts.request})`;
  const full = language === 'zh-CN' ? '。' : '.';
  return {
    subject: `${mark}${what}${number}`,
    text: [`${what}${full}`, '', ...factLines(facts, language), '', LABELS[language].footer, ''].join('\n'),
  };
};

/** What a robot says to its group. */
export const groupWords = (facts: MessageFacts): string =>
  [`【密级】${TO_GROUP[facts.kind]}`, ...factLines(facts, 'zh-CN')].join('\n');

/** What a robot says when it is tried. */
export const trialWords = (link: string): string => `【密级】这是一条测试消息，收到即表示机器人可用。\n${link}`;

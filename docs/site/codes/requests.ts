import type { Causes } from './cause.ts';

export const REQUESTS = {
  APPROVAL_REQUIRED: [
    'He may know the item, but what he wants to do with it needs somebody’s decision.',
    'File a request with `requests.file`; `missing` says whose decision it is. Follow it with `requests.get`.',
  ],
  NECESSITY_REQUIRED: [
    'An excerpt or copy of a top secret item was asked for without saying why it is truly needed.',
    'Ask again with `necessity`.',
  ],
  APPROVER_LEVEL: [
    'Whoever decides may not do so for this level.',
    'Leave it to a head-office general manager or deputy.',
  ],
  APPROVER_NOT_OWNER_GM: [
    'The decision belongs to the general manager of the owning company.',
    'Let him decide; nobody of another company can.',
  ],
  APPROVER_NOT_IN_OFFICE: [
    'The post by which he could have decided ended meanwhile.',
    'The request goes to his successor by itself.',
  ],
  APPROVER_NOT_NAMED_BY_RULE: [
    'The rules give this decision to other posts.',
    'See `turn` of the request for who is next.',
  ],
  NOT_IN_CHARGE: [
    'The rules ask for the executive in charge of this line of business.',
    'Leave it to him, or correct the lines of business in the organisation.',
  ],
  SELF_APPROVAL: [
    'He asked for it, drafted it, or gains from it.',
    'Somebody else decides. There is no exception, not even for a general manager.',
  ],
  DELEGATE_OF_REQUESTER: [
    'His delegation comes from the side that asks.',
    'Another delegate, or the principal, decides.',
  ],
  NOT_YOUR_TURN: [
    'The rules set an order, and somebody before him has not decided yet.',
    'Wait; he is told when it is his turn.',
  ],
  ALREADY_APPROVED_BY_YOU: ['One person counts once, whatever posts he holds.', 'Others still have to agree.'],
  ALREADY_DECIDED: ['The request has its decision.', 'Load it again and show that.'],
  WITHDRAWN: ['Whoever asked has taken the request back.', 'A new request is needed.'],
  REQUEST_EXPIRED: ['Nobody decided in time, which means no.', 'Ask again, and say how urgent it is.'],
  REQUEST_VOID: [
    'The item changed so much that the request is about something else now.',
    'Load the item and ask anew.',
  ],
  ASKED_BACK: [
    'The approver asked a question, so the request waits for its requester.',
    'Answer with `requests.resubmit`.',
  ],
  NOT_ASKED_BACK: ['An answer came, and there is no question.', 'Load the request again.'],
  NOT_NARROWER: [
    'An approver may give less than was asked for, and this would be more.',
    'Give a part of it, or let it be asked for anew.',
  ],
  NOT_TOGETHER: ['Requests of different kinds or levels, or of 绝密, came in one decision.', 'Decide them one by one.'],
  SEPARATION_OF_DUTIES: [
    'The same person did the step before this one.',
    'A second person has to do it: that is what it is for.',
  ],
  SECOND_FACTOR_REQUIRED: [
    'A decision on 绝密 came without a fresh proof of the second factor.',
    'Confirm in the console; a service cannot do it for a person.',
  ],
  SECOND_FACTOR_WRONG: [
    'The one-time code or passkey did not match.',
    'Try again with the code that is shown now; check the clock of the phone.',
  ],
  SECOND_FACTOR_USED: ['A one-time code was sent twice.', 'Wait for the next code.'],
  PASSWORD_WRONG: ['The password that confirms the act is wrong.', 'Type it again.'],
  SIGN_IN_AGAIN: [
    'The session is too old for something this sensitive.',
    'Sign out and in, and do it within five minutes.',
  ],
} as const satisfies Causes;

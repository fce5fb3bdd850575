import { describe, expect, it } from 'vitest';
import matrix from '../../../fixtures/approver-matrix.json' with { type: 'json' };
import type { Actor, ApprovalMatter, Appointment, Post, Regime, SecretLevel } from '../src/index.ts';
import { bindApprover, mayApprove, POSTS, SECRET_LEVELS } from '../src/index.ts';
import type { Company } from './support/cast.ts';
import {
  ANOTHER_LINE,
  appointment,
  appointmentOf,
  COMPANIES,
  formerly,
  IN_FORCE,
  LAST_SECRET_MILLISECOND,
  LAW,
  LINE,
  OWNER,
} from './support/cast.ts';
import { oneOf } from './support/read.ts';

const SCENES = [
  'usual',
  'no_owner_general_manager',
  'no_headquarters_executive',
  'owner_general_manager_asks',
  'owner_general_manager_asks_no_headquarters_executive',
] as const;
const STANDINGS = [
  'impartial',
  'requester',
  'drafter',
  'beneficiary',
  'delegate',
  'delegate_of_requester',
  'acting',
  'acting_for_requester',
  'in_charge',
  'not_in_charge',
] as const;
const FURTHER = { none: [], customer: ['customer'] } as const satisfies Readonly<Record<string, readonly Regime[]>>;
const POSITIONS = [...POSTS, formerly('general_manager'), formerly('deputy_general_manager')];
type Scene = (typeof SCENES)[number];
type Standing = (typeof STANDINGS)[number];

interface Place {
  readonly regimes: 'none' | 'customer';
  readonly scene: Scene;
  readonly level: SecretLevel;
  readonly company: Company;
  readonly position: string;
  readonly standing: Standing;
}
interface Row extends Place {
  readonly refusal: string | null;
}

const ROWS: readonly Row[] = matrix.rows.flatMap((row) =>
  Object.entries<string | null>(row.refusals).map(([standing, refusal]) => ({
    regimes: oneOf(['none', 'customer'], row.regimes),
    scene: oneOf(SCENES, row.scene),
    level: oneOf(SECRET_LEVELS, row.level),
    company: oneOf(COMPANIES, row.company),
    position: oneOf(POSITIONS, row.position),
    standing: oneOf(STANDINGS, standing),
    refusal,
  })),
);

const withoutExecutives = (scene: Scene) => scene.includes('no_headquarters_executive');
const managerAsks = (scene: Scene) => scene.startsWith('owner_general_manager_asks');

/** Who fills the posts of a scene; the approver of a row is the one who fills his own. */
const idOf = (company: Company, position: string): string => `${company} ${position}`;
const holder = (company: Company, post: Post): Actor => ({
  personId: idOf(company, post),
  appointments: [appointment(company, post)],
});
const holdersIn = (scene: Scene): readonly Actor[] => [
  ...(scene === 'no_owner_general_manager' ? [] : [holder(OWNER, 'general_manager')]),
  ...(withoutExecutives(scene)
    ? []
    : [holder('headquarters', 'general_manager'), holder('headquarters', 'deputy_general_manager')]),
];

const requesterIn = ({ scene, company, position, standing }: Place): string => {
  if (standing === 'requester' || standing === 'delegate_of_requester') return idOf(company, position);
  return managerAsks(scene) ? idOf(OWNER, 'general_manager') : 'a clerk';
};

/** The person of a row, with whoever he decides for. */
const castOf = (place: Place): readonly [approver: Actor, ...others: Actor[]] => {
  const { company, position, standing } = place;
  const held: Appointment = appointmentOf(company, position);
  const personId = idOf(company, position);
  switch (standing) {
    case 'delegate':
    case 'delegate_of_requester': {
      const principal: Actor = { personId, appointments: [held] };
      const delegation = {
        number: 'HYYH-WT-2026-000001',
        principalId: personId,
        delegateId: 'the delegate',
        companyId: company,
        post: held.post,
        highestLevel: place.level,
        operations: ['copy'],
        validity: IN_FORCE,
        principal,
      } as const;
      return [
        { personId: 'the delegate', appointments: [appointment(company, 'staff')], delegations: [delegation] },
        principal,
      ];
    }
    case 'acting':
    case 'acting_for_requester': {
      const actingFor = standing === 'acting' ? 'somebody absent' : requesterIn(place);
      return [{ personId: 'the stand-in', appointments: [{ ...held, actingFor }] }];
    }
    case 'in_charge':
    case 'not_in_charge':
      return [{ personId, appointments: [{ ...held, lines: [standing === 'in_charge' ? LINE : ANOTHER_LINE] }] }];
    case 'impartial':
    case 'requester':
    case 'drafter':
    case 'beneficiary':
      return [{ personId, appointments: [held] }];
  }
};

const answer = (place: Place) => {
  const { scene, level, standing } = place;
  const cast = castOf(place);
  const [approver] = cast;
  const matter: ApprovalMatter = {
    operation: 'copy',
    level,
    ownerCompanyId: OWNER,
    line: LINE,
    responsibleManagerId: 'manager-in-charge',
    requesterCompanyIds: [OWNER],
    requesterDepartmentIds: [],
    parties: {
      requesterId: requesterIn(place),
      drafterId: standing === 'drafter' ? approver.personId : null,
      beneficiaryIds: ['somebody', ...(standing === 'beneficiary' ? [approver.personId] : [])],
    },
  };
  const rule = LAW.approval('copy', level, FURTHER[place.regimes], 'insider').approver;
  if (rule === null) throw new RangeError(`nobody decides about a copy of ${level}`);
  const ids = new Set(cast.map(({ personId }) => personId));
  const officers = [...cast, ...holdersIn(scene).filter(({ personId }) => !ids.has(personId))];
  return mayApprove(bindApprover(rule, matter), matter, approver, officers, LAST_SECRET_MILLISECOND);
};

describe.each(['none', 'customer'] as const)('approver matrix, bound by %s besides the group’s rules', (regimes) => {
  describe.each(SCENES.filter((scene) => ROWS.some((row) => row.regimes === regimes && row.scene === scene)))(
    '%s',
    (scene) => {
      describe.each(SECRET_LEVELS)('%s', (level) => {
        const rows = ROWS.filter((row) => row.regimes === regimes && row.scene === scene && row.level === level);
        it.each(STANDINGS.filter((standing) => rows.some((row) => row.standing === standing)))('%s', (standing) => {
          const asked = rows.filter((row) => row.standing === standing);
          const wrong = asked.flatMap((row) => {
            const answered = answer(row);
            return answered === row.refusal
              ? []
              : [`${row.position} of ${row.company}: ${answered}, ${row.refusal} in the matrix`];
          });
          expect(wrong).toEqual([]);
          expect(asked.length).toBeGreaterThan(0);
        });
      });
    },
  );
});

describe('approver matrix, as a whole', () => {
  const exists = ({ regimes, scene, company, position, standing }: Place): boolean => {
    const ownerManager = company === OWNER && position === 'general_manager';
    const executive =
      company === 'headquarters' && (position === 'general_manager' || position === 'deputy_general_manager');
    if (regimes === 'customer' && scene !== 'usual' && scene !== 'owner_general_manager_asks') return false;
    if (scene === 'no_owner_general_manager' && ownerManager) return false;
    if (withoutExecutives(scene) && executive) return false;
    if (!managerAsks(scene)) return true;
    if (standing === 'requester' || standing === 'delegate_of_requester') return ownerManager;
    return !ownerManager || standing === 'acting' || standing === 'acting_for_requester';
  };
  const key = (place: Place) =>
    [place.regimes, place.scene, place.level, place.company, place.position, place.standing].join(' ');
  const expected = (['none', 'customer'] as const)
    .flatMap((regimes) => SCENES.map((scene) => ({ regimes, scene })))
    .flatMap((scene) => SECRET_LEVELS.map((level) => ({ ...scene, level })))
    .flatMap((place) => COMPANIES.map((company) => ({ ...place, company })))
    .flatMap((place) => POSITIONS.map((position) => ({ ...place, position })))
    .flatMap((place) => STANDINGS.map((standing): Place => ({ ...place, standing })))
    .filter(exists);

  it('states the axes that it is counted along', () => {
    expect(matrix.axes).toEqual({
      regimes: ['none', 'customer'],
      scene: SCENES,
      level: SECRET_LEVELS,
      company: COMPANIES,
      position: POSITIONS,
      standing: STANDINGS,
    });
    expect(Object.keys(matrix.scenes)).toEqual(SCENES);
  });

  it('has every meaningful combination exactly once', () => {
    expect(ROWS.map(key).toSorted()).toEqual(expected.map(key).toSorted());
  });

  const accepted = ROWS.filter((row) => row.refusal === null);

  it('accepts nobody who is a party, and nobody in the name of one', () => {
    const ownSide = new Set<string>([
      'requester',
      'drafter',
      'beneficiary',
      'delegate_of_requester',
      'acting_for_requester',
    ]);
    expect(accepted.filter((row) => ownSide.has(row.standing))).toEqual([]);
  });

  it('accepts no deputy of a subsidiary unless he is in charge of the line, where CD-11 binds', () => {
    const deputies = accepted.filter((row) => row.company !== 'headquarters' && row.position !== 'general_manager');
    expect(deputies.filter((row) => row.standing !== 'in_charge' || row.regimes !== 'customer')).toEqual([]);
    expect(deputies.length).toBeGreaterThan(0);
  });
});

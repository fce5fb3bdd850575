import { describe, expect, it } from 'vitest';
import matrix from '../../../fixtures/approver-matrix.json' with { type: 'json' };
import type { Actor, ApprovalCase, Post, SecretLevel } from '../src/index.ts';
import { approverArticle, mayApprove, POSTS, SECRET_LEVELS } from '../src/index.ts';
import type { Company } from './support/cast.ts';
import { appointmentOf, COMPANIES, formerly, LAST_SECRET_MILLISECOND, OWNER } from './support/cast.ts';
import { oneOf } from './support/read.ts';

const SCENES = [
  'usual',
  'no_owner_general_manager',
  'no_headquarters_executive',
  'owner_general_manager_asks',
  'owner_general_manager_asks_no_headquarters_executive',
] as const;
const STANDINGS = ['impartial', 'requester', 'drafter', 'beneficiary'] as const;
const POSITIONS = [...POSTS, formerly('general_manager'), formerly('deputy_general_manager')];
type Scene = (typeof SCENES)[number];
type Standing = (typeof STANDINGS)[number];

interface Place {
  readonly scene: Scene;
  readonly level: SecretLevel;
  readonly company: Company;
  readonly position: string;
  readonly standing: Standing;
}
interface Row extends Place {
  readonly refusal: string | null;
  readonly article: string;
}

const ROWS: readonly Row[] = matrix.rows.map((row) => ({
  scene: oneOf(SCENES, row.scene),
  level: oneOf(SECRET_LEVELS, row.level),
  company: oneOf(COMPANIES, row.company),
  position: oneOf(POSITIONS, row.position),
  standing: oneOf(STANDINGS, row.standing),
  refusal: row.refusal,
  article: row.article,
}));

const withoutExecutives = (scene: Scene) => scene.includes('no_headquarters_executive');
const managerAsks = (scene: Scene) => scene.startsWith('owner_general_manager_asks');

/** Who fills the posts of a scene; the approver of a row is the one who fills his own. */
const idOf = (company: Company, position: string): string => `${company} ${position}`;
const holdersIn = (scene: Scene) => ({
  ownerGeneralManagers: scene === 'no_owner_general_manager' ? [] : [idOf(OWNER, 'general_manager')],
  headquartersExecutives: withoutExecutives(scene)
    ? []
    : (['general_manager', 'deputy_general_manager'] satisfies Post[]).map((post) => idOf('headquarters', post)),
});

const answer = ({ scene, level, company, position, standing }: Place) => {
  const approver: Actor = { personId: idOf(company, position), appointments: [appointmentOf(company, position)] };
  const asks = managerAsks(scene) ? idOf(OWNER, 'general_manager') : 'a clerk';
  const matter: ApprovalCase = {
    level,
    ownerCompanyId: OWNER,
    holders: holdersIn(scene),
    parties: {
      requesterId: standing === 'requester' ? approver.personId : asks,
      drafterId: standing === 'drafter' ? approver.personId : null,
      beneficiaryIds: ['somebody', ...(standing === 'beneficiary' ? [approver.personId] : [])],
    },
  };
  return mayApprove(matter, approver, LAST_SECRET_MILLISECOND);
};

describe.each(SCENES)('approver matrix, %s', (scene) => {
  describe.each(SECRET_LEVELS)('%s', (level) => {
    const rows = ROWS.filter((row) => row.scene === scene && row.level === level);
    it.each(rows)('$position of $company, $standing: $refusal', (row) => {
      expect(answer(row)).toBe(row.refusal);
    });
  });
});

describe('approver matrix, as a whole', () => {
  const exists = ({ scene, company, position, standing }: Place): boolean => {
    const ownerManager = company === OWNER && position === 'general_manager';
    const executive =
      company === 'headquarters' && (position === 'general_manager' || position === 'deputy_general_manager');
    if (scene === 'no_owner_general_manager' && ownerManager) return false;
    if (withoutExecutives(scene) && executive) return false;
    return !managerAsks(scene) || (standing === 'requester') === ownerManager;
  };
  const key = (place: Place) => [place.scene, place.level, place.company, place.position, place.standing].join(' ');
  const expected = SCENES.flatMap((scene) =>
    SECRET_LEVELS.flatMap((level) =>
      COMPANIES.flatMap((company) =>
        POSITIONS.flatMap((position) => STANDINGS.map((standing) => ({ scene, level, company, position, standing }))),
      ),
    ),
  ).filter(exists);

  it('states the axes that it is counted along', () => {
    expect(matrix.axes).toEqual({
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

  it('accepts nobody who is a party, and no deputy of a subsidiary', () => {
    const accepted = ROWS.filter((row) => row.refusal === null);
    expect(accepted.filter((row) => row.standing !== 'impartial')).toEqual([]);
    expect(accepted.filter((row) => row.company !== 'headquarters' && row.position !== 'general_manager')).toEqual([]);
  });

  it('cites GS-21 for top secret and GS-22 below', () => {
    expect(ROWS.filter((row) => row.article !== approverArticle(row.level))).toEqual([]);
  });
});

import type { RuleContent } from '@miji/contract';
import type {
  ApproverCell,
  Bilingual,
  Counterexample,
  LintSeverity,
  Overlay,
  RuleDocument,
  RulePart,
  RuleSet,
} from '@miji/core';
import { cellKey, EMPTY_OVERLAY, findLoosenedOverlay, lintRules, rangeKey } from '@miji/core';
import { overlaid } from './content.ts';

/** What is wrong with an entry; the sentence of a counterexample where a company's rule would be looser than the group's. */
export interface Finding extends Bilingual {
  readonly severity: LintSeverity;
  readonly part: RulePart;
  readonly key: string;
  readonly loosened: boolean;
}

/** One entry of an overlay, standing alone. */
interface Piece {
  readonly part: RulePart;
  readonly key: string;
  readonly overlay: Overlay;
}

const placeOf = ({ regime, operation, level }: ApproverCell): string => cellKey({ regime, operation, level });

/** The entry of a piece that a proof speaks of: of the cells of one place that for whoever asks there, or for everybody. */
const entryOf = ({ key, overlay }: Piece, { question }: Counterexample): string => {
  if (question.kind !== 'agreement') return key;
  const { applicant } = question;
  const own = overlay.approvers.find((cell) => cell.applicant === applicant);
  return own === undefined ? key : cellKey(own);
};

const piecesOf = (overlay: Overlay): readonly Piece[] => [
  // A cell for everybody and those for some of them are looked at together: one may make up for what the other leaves open.
  ...[...Map.groupBy(overlay.approvers, placeOf)].map(
    ([key, approvers]): Piece => ({ part: 'approvers', key, overlay: { ...EMPTY_OVERLAY, approvers } }),
  ),
  ...overlay.ranges.map(
    (rule): Piece => ({ part: 'ranges', key: rangeKey(rule), overlay: { ...EMPTY_OVERLAY, ranges: [rule] } }),
  ),
  ...overlay.catalogue.map(
    (entry): Piece => ({ part: 'catalogue', key: entry.code, overlay: { ...EMPTY_OVERLAY, catalogue: [entry] } }),
  ),
  ...overlay.periods.map(
    (rule): Piece => ({ part: 'periods', key: rule.level, overlay: { ...EMPTY_OVERLAY, periods: [rule] } }),
  ),
  ...Object.entries(overlay.limits).map(
    ([key, value]): Piece => ({ part: 'limits', key, overlay: { ...EMPTY_OVERLAY, limits: { [key]: value } } }),
  ),
];

const loosened = (part: RulePart, key: string, words: Bilingual): Finding => ({
  severity: 'error',
  part,
  key,
  loosened: true,
  zh: words.zh,
  en: words.en,
});

/** Which entries of an overlay let something happen that the group's rules do not, each with its proof. */
const loosenedEntries = (group: RuleSet, overlay: Overlay, company: string): readonly Finding[] => {
  const found = piecesOf(overlay).flatMap((piece): readonly Finding[] => {
    const proof = findLoosenedOverlay({ ...group, overlays: { [company]: piece.overlay } }, company);
    return proof === null ? [] : [loosened(piece.part, entryOf(piece, proof), proof)];
  });
  if (found.length > 0) return found;
  // Entries that are strict each by itself are strict together; should that ever not hold, it must not go unsaid.
  const proof = findLoosenedOverlay({ ...group, overlays: { [company]: overlay } }, company);
  return proof === null ? [] : [loosened('overlays', company, proof)];
};

const said = (finding: Finding): string => `${finding.part} ${finding.key} ${finding.zh}`;

const lint = (document: RuleDocument): readonly Finding[] =>
  lintRules(document).map(({ severity, part, key, zh, en }) => ({ severity, part, key, zh, en, loosened: false }));

/** What a careful reader would object to in a draft, worked out here and at once. The server looks again before it is proposed. */
export const findingsOf = (content: RuleContent, scope: string | null, published: RuleDocument): readonly Finding[] => {
  if (content.kind === 'group') {
    // What companies have made stricter is theirs: a draft of the group goes with it as it is published.
    const rules: RuleSet = { version: 0, ...content.document, overlays: published.overlays };
    return [
      ...lint(rules),
      ...Object.keys(rules.overlays).flatMap((company): readonly Finding[] => {
        const proof = findLoosenedOverlay(rules, company);
        return proof === null ? [] : [loosened('overlays', company, proof)];
      }),
    ];
  }
  if (scope === null) return [];
  const group: RuleSet = { version: 0, ...published, overlays: {} };
  const known = new Set(lint(group).map(said));
  const own = lint(overlaid(group, content.overlay)).filter((finding) => !known.has(said(finding)));
  return [...loosenedEntries(group, content.overlay, scope), ...own];
};

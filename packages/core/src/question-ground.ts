import type { Question } from './decide.ts';
import { effectiveLevel } from './effective-level.ts';
import { checkGrantUse } from './grant.ts';
import type { Admitted, Ground } from './ground.ts';
import type { EffectiveLevel, SecretLevel } from './level.ts';
import { isEmployedBy, isHeadquartersExecutive } from './organisation.ts';
import { isExcluded, isInRange, isResponsibleManager } from './range.ts';
import type { RefusalCode } from './reason-code.ts';

/** The facts of a question that was put with the things themselves: an item, a person, an instant. */
export class QuestionGround implements Ground {
  readonly #asked: Question;
  readonly #level: EffectiveLevel;

  constructor(asked: Question) {
    this.#asked = asked;
    this.#level = effectiveLevel(asked.item, asked.at);
  }

  level(): EffectiveLevel {
    return this.#level;
  }

  markedLevel(): SecretLevel {
    return this.#asked.item.level;
  }

  isInRange({ knowing }: Admitted): boolean {
    const { item, actor, at } = this.#asked;
    return isInRange(item.range, knowing, actor, at);
  }

  isManager(): boolean {
    const { item, actor, at } = this.#asked;
    return isResponsibleManager(item.range, actor, at);
  }

  isExecutive(): boolean {
    return isHeadquartersExecutive(this.#asked.actor, this.#asked.at);
  }

  isEmployed(): boolean {
    const { item, actor, at } = this.#asked;
    return isEmployedBy(actor, item.range.ownerCompanyId, at);
  }

  isExcluded(): boolean {
    return isExcluded(this.#asked.item.range, this.#asked.actor.personId);
  }

  isHeld(): boolean {
    return this.#asked.item.onHold === true;
  }

  isForVisitor(): boolean {
    return this.#asked.forVisitor === true;
  }

  isNecessityStated(): boolean {
    return Boolean(this.#asked.necessity?.trim());
  }

  grantRefusal(): RefusalCode | null | undefined {
    const { item, actor, grant, operation, at } = this.#asked;
    // Nobody needs a grant to know something.
    if (grant === undefined || operation === 'view') return undefined;
    const use = {
      personId: actor.personId,
      operation,
      itemId: item.itemId,
      itemVersion: item.version,
      effectiveLevel: this.#level,
    };
    return checkGrantUse(grant, use, at);
  }
}

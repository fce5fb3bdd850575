import type { CompanyRef } from '@miji/contract';
import type { RecordClass, Temporal } from '@miji/core';
import type { Platform } from '../platform/context.ts';
import { digestOf } from '../platform/once.ts';
import { declarationsFor, declaredFor } from '../records/class-in-force.ts';

/** The record classes of a company as they are declared, and by what to know whether others have been since. */
export interface ClassPieces {
  readonly classes: readonly RecordClass[];
  /** eight characters */
  readonly mark: string;
}

/** The record classes that bind a company: the group's and its own, of each the stricter. */
export const classPieces = async (
  platform: Platform,
  company: CompanyRef,
  at: Temporal.Instant,
): Promise<ClassPieces> => {
  const declarations = await declarationsFor({ platform, at }, company);
  const { group, own } = declarations;
  const versions = [group, own].map((declared) => [...declared.values()].map(({ code, version }) => [code, version]));
  const codes = [...new Set([...group.keys(), ...own.keys()])].toSorted();
  return {
    classes: codes.flatMap((code) => declaredFor(declarations, code) ?? []),
    mark: digestOf({ versions }).slice(0, 8),
  };
};

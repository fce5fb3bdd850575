import type { CompanyRef, Session } from '@miji/contract';
import { TRACE_POSTS } from '@miji/core';

/** Whether somebody watches the registers of all companies. The server decides each look by itself. */
export const watchesAll = ({ capacities }: Session): boolean =>
  capacities.some(({ company, post }) => company.kind === 'headquarters' && TRACE_POSTS.includes(post));

/** The companies whose register somebody sees, as far as his posts can tell; his first company’s own comes first. */
export const registersOf = (session: Session): readonly CompanyRef[] => {
  const { capacities, companies, home } = session;
  const own = capacities.filter(({ post }) => post === 'general_manager' || TRACE_POSTS.includes(post));
  const codes = new Set(own.map(({ company }) => company.code));
  const seen = watchesAll(session) ? companies : companies.filter(({ code }) => codes.has(code));
  return seen.toSorted((one, other) => Number(other.code === home.code) - Number(one.code === home.code));
};

/** Which register a page shows where its address names none. */
export const firstRegister = (session: Session): string => registersOf(session)[0]?.code ?? session.home.code;

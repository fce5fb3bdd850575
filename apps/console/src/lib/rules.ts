import type { Rules } from '@miji/contract';
import type { Law } from '@miji/core';
import { lawOf, REGULATIONS } from '@miji/core';
import type { UseQueryResult } from '@tanstack/react-query';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from './language.ts';
import { useTRPC } from './trpc.ts';

const RULES_STAY_MS = 300_000;

/** The rules in force: the catalogue with its names, the approvers, the limits. */
export const useRules = (): UseQueryResult<Rules, unknown> => {
  const trpc = useTRPC();
  return useQuery({ ...trpc.rules.current.queryOptions(), staleTime: RULES_STAY_MS, gcTime: RULES_STAY_MS });
};

/** The rules as they bind a company’s items; the regulations’ own until those in force are there. The server decides by itself. */
export const useLaw = (companyCode: string): Law => lawOf(useRules().data ?? REGULATIONS, companyCode);

/** The name of a catalogue entry in the language of the screen; its code until the rules are there. */
export const useEntryName = (): ((code: string) => string) => {
  const { language } = useLanguage();
  const { data } = useRules();
  return (code) => {
    const entry = data?.catalogue.find((candidate) => candidate.code === code);
    return entry === undefined ? code : language === 'en' ? entry.en : entry.zh;
  };
};

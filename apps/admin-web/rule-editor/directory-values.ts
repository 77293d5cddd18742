import type { QueryClient } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';
import type { CountedValue, ValueSource } from './completion/completion.ts';

const offered = 20;

/** A query for the values that the directory has of a property, most frequent first. */
export function valuesQuery(property: string, search: string) {
  const words = search.replaceAll('"', ' ').trim();
  const parts = [`$top=${offered}`, ...(words === '' ? [] : [`$search=${encodeURIComponent(`"${words}"`)}`])];
  const address = `/groups/ruleValues(property='${encodeURIComponent(property)}')?${parts.join('&')}`;
  return {
    queryKey: ['rule-values', property, words],
    queryFn: async ({ signal }: { signal: AbortSignal }) => {
      const { value } = await graph.page<{ value: string | boolean; count: number }>(address, signal);
      return value.map((each): CountedValue => ({ value: String(each.value), count: each.count }));
    },
    staleTime: 60_000,
    retry: false,
  };
}

/** Values for completion. Where the server lists none (dates, fields of plans, no right to read), nothing is offered. */
export function directoryValues(queries: QueryClient): ValueSource {
  return async (type, property, begin) => {
    try {
      return await queries.fetchQuery(valuesQuery(`${type}.${property}`, begin));
    } catch {
      return []; // completion is an offer: the rule can be written without it
    }
  };
}

import type { CheckOptions } from '@muster/rules';
import { useQuery } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';

const portable: CheckOptions = { dialect: 'entra' };
const extended: CheckOptions = { dialect: 'extended' };

/** How rules are checked in this directory; as everywhere else until that is known. */
export function useRuleOptions(): CheckOptions {
  const { data } = useQuery({
    queryKey: ['object', 'organization', 'ruleDialect'],
    queryFn: async ({ signal }) => {
      const { value } = await graph.page<{ ruleDialect?: string }>('/organization', signal);
      return value[0]?.ruleDialect ?? 'entra';
    },
    staleTime: 300_000,
  });
  return data === 'extended' ? extended : portable;
}

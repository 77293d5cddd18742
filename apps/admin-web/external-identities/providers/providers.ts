import { graph } from '../../graph/graph.ts';
import type { Provider } from './provider-kinds.ts';

/** Under which the query of the providers is kept. */
export const providersKey = ['identityProviders'];

/** Every identity provider; there are at most 200. */
export const readProviders = ({ signal }: { readonly signal: AbortSignal }) =>
  graph.get<{ value: readonly Provider[] }>('/identity/identityProviders', signal);

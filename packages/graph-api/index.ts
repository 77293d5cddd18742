export { answerUnroutable, type GraphApiOptions, registerGraphApi } from './register-graph-api.ts';
export type { GraphApi } from './routing/graph-request.ts';

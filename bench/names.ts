/** Who can take part. */
export const candidateNames = ['ours', 'closures', 'roaring', 'duckdb', 'postgresql', 'json-rules-engine'] as const;
export type CandidateName = (typeof candidateNames)[number];

/** Parts of a run. */
export const scenarioNames = ['memory', 'durable', 'http'] as const;
export type ScenarioName = (typeof scenarioNames)[number];

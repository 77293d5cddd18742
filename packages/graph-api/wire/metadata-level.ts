/** How many annotations an answer carries. */
export type MetadataLevel = 'none' | 'minimal' | 'full';

const level = /odata\.metadata\s*=\s*"?(none|minimal|full)/i;

/** The level that `Accept: application/json;odata.metadata=…` asks for; minimal when it asks for none of the three. */
export function readMetadataLevel(accept: string | undefined): MetadataLevel {
  return (level.exec(accept ?? '')?.[1]?.toLowerCase() as MetadataLevel | undefined) ?? 'minimal';
}

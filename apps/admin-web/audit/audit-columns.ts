import type { Column, Row } from '../lists/list-column.ts';
import { useTexts } from '../texts/define-texts.ts';
import { type AuditEntry, detailOf, initiatorOf } from './audit-entry.ts';
import { useTelling } from './audit-feed.tsx';
import { auditTexts } from './audit-texts.ts';
import { sentenceOf } from './sentence.ts';

/**
 * What the exported file has of each entry.
 *
 * @param entries those whose names are known already; of others a sentence names what stands in the entry alone
 */
export function useAuditColumns(entries: readonly AuditEntry[]): readonly Column[] {
  const texts = useTexts(auditTexts);
  const telling = useTelling(entries);
  const column = (name: string, heading: string, text: (entry: AuditEntry) => string): Column => ({
    name,
    heading,
    reads: [],
    isShownFirst: true,
    text: (row: Row) => text(row as unknown as AuditEntry),
  });
  const targetOf = ({ targetResources: [target] }: AuditEntry) => target;
  return [
    // As the log has it, so that a spreadsheet can sort by it.
    column('activityDateTime', texts.when, (entry) => entry.activityDateTime),
    column('category', texts.category, (entry) => texts.categories[entry.category] ?? entry.category),
    column('activityDisplayName', texts.activity, (entry) => entry.activityDisplayName),
    column('sentence', texts.what, (entry) => sentenceOf(entry, telling)),
    column('initiatedBy', texts.who, initiatorOf),
    column('through', texts.through, (entry) => detailOf(entry, 'applicationName') ?? ''),
    column('target', texts.target, (entry) => targetOf(entry)?.displayName ?? ''),
    column('targetId', `${texts.target} (ID)`, (entry) => targetOf(entry)?.id ?? ''),
    column('changed', texts.changed, (entry) => changesOf(entry)),
    column('correlationId', texts.request, (entry) => entry.correlationId ?? ''),
    column('id', 'ID', (entry) => entry.id),
  ];
}

const changesOf = ({ targetResources }: AuditEntry) =>
  targetResources
    .flatMap(({ modifiedProperties }) => modifiedProperties)
    .map(({ displayName, oldValue, newValue }) => `${displayName}: ${oldValue ?? '–'} → ${newValue ?? '–'}`)
    .join('\n');

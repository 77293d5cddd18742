import { type Column, dateColumn, flagColumn, plainColumn, type Row } from '../lists/list-column.ts';
import { RowLink } from '../lists/row-link.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { type Group, groupType, membershipType, processingOf } from './group.ts';
import { groupTexts } from './group-texts.ts';
import { ProcessingBadge } from './processing/processing-badge.tsx';

const first = { isShownFirst: true };
const later = { isShownFirst: false };
const asGroup = (row: Row) => row as unknown as Group;

/** What the list of groups can show. */
export function useGroupColumns(): readonly Column[] {
  const { texts: general, language } = useChosen();
  const texts = useTexts(groupTexts);
  const ruled = ['groupTypes', 'membershipRule'];
  return [
    {
      ...plainColumn('displayName', general.name, { isShownFirst: true, isSorted: true }),
      cell: (row) => <RowLink to="/groups" row={row} />,
    },
    {
      name: 'groupType',
      heading: texts.groupType,
      room: 'little',
      reads: ['groupTypes', 'mailEnabled', 'securityEnabled'],
      isShownFirst: true,
      text: (row) => texts.groupTypes[groupType(asGroup(row))],
    },
    {
      name: 'membershipType',
      heading: texts.membershipType,
      room: 'more',
      reads: ruled,
      isShownFirst: true,
      text: (row) => texts.membershipTypes[membershipType(asGroup(row))],
    },
    {
      name: 'processing',
      heading: texts.processing,
      reads: ['groupTypes', 'membershipRuleProcessingState', 'membershipRuleProcessingStatus'],
      isShownFirst: true,
      text: (row) => texts.processings[processingOf(asGroup(row))],
      cell: (row) => <ProcessingBadge group={asGroup(row)} />,
    },
    {
      ...plainColumn('membershipRule', texts.rule, first),
      room: 'much',
      // Written from the left whatever stands around it.
      cell: ({ membershipRule }) => <bdi>{String(membershipRule ?? '')}</bdi>,
    },
    plainColumn('description', texts.description, later),
    plainColumn('mail', texts.email, later),
    {
      name: 'source',
      heading: texts.source,
      reads: ['onPremisesSyncEnabled'],
      isShownFirst: false,
      text: ({ onPremisesSyncEnabled }) => (onPremisesSyncEnabled === true ? texts.sourceSynced : texts.sourceHere),
    },
    flagColumn('isAssignableToRole', texts.roleAssignable, general, later),
    dateColumn('createdDateTime', texts.createdDateTime, language, later),
    plainColumn('id', texts.objectId, later),
  ];
}

import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useTexts } from '../../texts/define-texts.ts';
import { createTexts } from './create-texts.ts';
import type { RefusedGroup } from './group-choice.tsx';

export interface RefusedGroupsProps {
  readonly refused: readonly RefusedGroup[];
  /** Of something else than groups. */
  readonly title?: string;
}

/** Groups that somebody could not be put into, with the reason; or other things they could not get. */
export function RefusedGroups({ refused, title }: RefusedGroupsProps) {
  const texts = useTexts(createTexts);
  if (refused.length === 0) return null;
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        {title ?? texts.groupsRefused}
        <ul>
          {refused.map(({ group, reason }) => (
            <li key={group.id}>
              {String(group.displayName)}: {reason}
            </li>
          ))}
        </ul>
      </MessageBarBody>
    </MessageBar>
  );
}

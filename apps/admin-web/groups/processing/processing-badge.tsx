import { Badge, type BadgeProps } from '@fluentui/react-components';
import { useTexts } from '../../texts/define-texts.ts';
import { type Group, type Processing, processingOf } from '../group.ts';
import { groupTexts } from '../group-texts.ts';

const colors: Readonly<Record<Processing, BadgeProps['color']>> = {
  none: 'informative',
  paused: 'informative',
  held: 'warning',
  failed: 'danger',
  running: 'brand',
  waiting: 'brand',
  done: 'success',
};

/** How a group stands to its rule, in a word; nothing for an assigned group. */
export function ProcessingBadge({ group }: { readonly group: Group }) {
  const texts = useTexts(groupTexts);
  const processing = processingOf(group);
  if (processing === 'none') return null;
  return (
    <Badge appearance="outline" color={colors[processing]}>
      {texts.processings[processing]}
    </Badge>
  );
}

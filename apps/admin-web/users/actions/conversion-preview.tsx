import { Spinner } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { actionTexts } from './action-texts.ts';
import type { Conversion } from './conversions.ts';

const mostNames = 8;

/** Which dynamic groups a conversion would change; the directory tries it and takes it back. */
export function ConversionPreview({ id, to }: { readonly id: string; readonly to: Conversion }) {
  const { language } = useChosen();
  const texts = useTexts(actionTexts);
  const preview = useQuery({
    queryKey: ['object', 'users', id, 'conversion', to],
    queryFn: () =>
      graph.send<{ joining: readonly Row[]; leaving: readonly Row[] }>({
        method: 'POST',
        path: `/users/${id}/previewConversion`,
        body: { to },
      }),
  });
  if (preview.isPending) return <Spinner size="tiny" label={texts.previewing} />;
  if (preview.error !== null) return <p role="status">{preview.error.message}</p>;
  const named = (groups: readonly Row[]) => {
    const names = groups.slice(0, mostNames).map(({ displayName }) => String(displayName));
    const more = groups.length - names.length;
    return [...names, ...(more > 0 ? [texts.andMore(more.toLocaleString(language))] : [])].join(', ');
  };
  const { joining, leaving } = preview.data;
  return (
    <div role="status">
      <p>{texts.joins(joining.length.toLocaleString(language), named(joining))}</p>
      <p>{texts.leaves(leaving.length.toLocaleString(language), named(leaving))}</p>
    </div>
  );
}

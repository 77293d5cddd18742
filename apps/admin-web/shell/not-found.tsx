import { Title2 } from '@fluentui/react-components';
import { useChosen } from './preferences.ts';

/** At an address that no page has. */
export function NotFound() {
  const { texts } = useChosen();
  return (
    <div>
      <Title2 as="h1">{texts.notFoundTitle}</Title2>
      <p>{texts.notFoundText}</p>
    </div>
  );
}

import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { code } from '../../controls/code-style.ts';
import { basePath, origin, tenantId } from '../../session/place.ts';
import { say, sayProblem } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { redirectUriOf } from './provider-kinds.ts';
import { providerTexts } from './provider-texts.ts';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '0.5rem 1rem',
    marginBlock: '0.5rem 1rem',
    padding: '0.75rem',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    maxWidth: '60rem',
  },
  text: { flexBasis: '100%' },
  uri: { overflowWrap: 'anywhere', ...code },
});

/** The address that has to be registered at a provider. */
export function RedirectUri({ id }: { readonly id: string }) {
  const styles = useStyles();
  const texts = useTexts(providerTexts);
  const uri = redirectUriOf(`${origin}${basePath}`, tenantId, id);
  const copy = () => void navigator.clipboard.writeText(uri).then(() => say({ text: texts.copied }), sayProblem);
  return (
    <div className={styles.box}>
      <span className={styles.text}>
        <strong>{texts.redirectUri}.</strong> {texts.redirectText}
      </span>
      <span className={styles.uri}>{uri}</span>
      <Button size="small" onClick={copy}>
        {texts.copy}
      </Button>
    </div>
  );
}

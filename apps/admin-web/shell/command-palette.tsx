import { Button, Dialog, DialogBody, DialogSurface, DialogTitle, Input, makeStyles } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { signOut } from '../session/session.ts';
import { type Command, matchingCommands } from './commands.ts';
import { creations } from './creations.ts';
import { useIsOffered } from './own-places.ts';
import { places } from './places.ts';
import { type Language, languages, themeNames, useChosen } from './preferences.ts';

const useStyles = makeStyles({
  wide: { gridColumn: '1 / -1' },
  found: { gridColumn: '1 / -1', display: 'flex', flexDirection: 'column', maxHeight: '50vh', overflowY: 'auto' },
  command: { justifyContent: 'flex-start', textAlign: 'start', flexShrink: 0 },
});

function useCommands(): readonly Command[] {
  const { texts, choose } = useChosen();
  const navigate = useNavigate();
  const isOffered = useIsOffered();
  return [
    ...places
      .filter(({ name }) => isOffered(name))
      .map(({ name, path }) => ({ label: texts[name], run: () => void navigate({ to: path }) })),
    ...creations
      .filter(({ place }) => isOffered(place))
      .map(({ name, path }) => ({ label: texts[name], run: () => void navigate({ to: path }) })),
    ...themeNames.map((theme) => ({ label: `${texts.theme}: ${texts[theme]}`, run: () => choose({ theme }) })),
    ...Object.entries(languages).map(([code, { name }]) => ({
      label: `${texts.language}: ${name}`,
      run: () => choose({ language: code as Language }),
    })),
    { label: texts.signOut, run: () => void signOut() },
  ];
}

/** Goes to any page and does what needs no page, by typing. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const styles = useStyles();
  const { texts } = useChosen();
  const [typed, setTyped] = useState('');
  const found = matchingCommands(useCommands(), typed);
  const take = (command: Command | undefined) => {
    if (command === undefined) return;
    onClose();
    command.run();
  };
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface aria-label={texts.command}>
        <DialogBody>
          <DialogTitle>{texts.command}</DialogTitle>
          <Input
            className={styles.wide}
            autoFocus
            aria-label={texts.commandHint}
            placeholder={texts.commandHint}
            value={typed}
            onChange={(_event, { value }) => setTyped(value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter') take(found[0]);
            }}
          />
          <div className={styles.found}>
            {found.length === 0 && <p role="status">{texts.noCommand}</p>}
            {found.map((command) => (
              <Button key={command.label} appearance="subtle" className={styles.command} onClick={() => take(command)}>
                {command.label}
              </Button>
            ))}
          </div>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

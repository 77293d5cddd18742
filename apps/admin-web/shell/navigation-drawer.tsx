import { Button, Drawer, DrawerBody, DrawerHeader, DrawerHeaderTitle } from '@fluentui/react-components';
import { Dismiss24Regular } from '@fluentui/react-icons/svg/dismiss';
import { Navigation } from './navigation.tsx';
import { useChosen } from './preferences.ts';

/** The navigation where there is no room beside the page. */
export function NavigationDrawer({ onClose }: { readonly onClose: () => void }) {
  const { texts } = useChosen();
  return (
    <Drawer type="overlay" position="start" size="small" open onOpenChange={onClose}>
      <DrawerHeader>
        <DrawerHeaderTitle
          action={<Button appearance="subtle" aria-label={texts.close} icon={<Dismiss24Regular />} onClick={onClose} />}
        >
          {texts.appName}
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody>
        <Navigation onGo={onClose} />
      </DrawerBody>
    </Drawer>
  );
}

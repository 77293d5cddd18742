import {
  Button,
  Toast,
  Toaster,
  ToastFooter,
  ToastTitle,
  ToastTrigger,
  useId,
  useToastController,
} from '@fluentui/react-components';
import { useEffect } from 'react';
import { useChosen } from './preferences.ts';
import { sayProblem, showToasts, type ToastMessage } from './toasts.ts';

/** Where what was done is said. */
export function ToastPlace() {
  const id = useId('toasts');
  const { texts } = useChosen();
  const { dispatchToast } = useToastController(id);
  useEffect(
    () =>
      showToasts((message) => {
        const isKept = message.isProblem === true || message.action !== undefined;
        dispatchToast(
          <Toast>
            <ToastTitle
              action={
                <ToastTrigger>
                  <Button appearance="transparent">{texts.close}</Button>
                </ToastTrigger>
              }
            >
              {message.text}
            </ToastTitle>
            {message.action !== undefined && (
              <ToastFooter>
                <ToastTrigger>
                  <Button appearance="outline" onClick={() => void act(message)}>
                    {message.action.label}
                  </Button>
                </ToastTrigger>
              </ToastFooter>
            )}
          </Toast>,
          { intent: message.isProblem === true ? 'error' : 'success', timeout: isKept ? 20_000 : 6_000 },
        );
      }),
    [dispatchToast, texts],
  );
  // In a landmark, as everything is that can be read.
  return (
    <section aria-label={texts.messages}>
      <Toaster toasterId={id} position="bottom-end" pauseOnHover inline />
    </section>
  );
}

async function act({ action }: ToastMessage): Promise<void> {
  try {
    await action?.run();
  } catch (problem) {
    sayProblem(problem);
  }
}

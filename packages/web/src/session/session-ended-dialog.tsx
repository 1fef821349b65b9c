/** Asks to sign in again over the page, which stays as it is. */
import { Button, Modal, Stack, Text } from '@mantine/core';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { session } from '../api/api.ts';
import { useSession } from '../api/use-session.ts';
import { texts } from '../texts/index.ts';
import { useLast } from '../ui/use-last.ts';
import { PasswordForm } from './password-form.tsx';
import { TokenForm } from './token-form.tsx';

/** Above all dialogs and notices. */
const Z_INDEX = 1000;

// Dialogs below this one close with Escape, and with them what is half done there. They listen to the window, the one
// that listens first hears first, and this file is loaded before any of them is shown.
addEventListener(
  'keydown',
  (event) => {
    if (event.key === 'Escape' && session.get().kind === 'ended') event.stopImmediatePropagation();
  },
  { capture: true },
);

export function SessionEndedDialog() {
  const state = useSession();
  const navigate = useNavigate();
  useLeavingWithOtherTabs();
  const words = texts.session.ended;
  const ended = state.kind === 'ended' ? state : null;
  const shown = useLast(ended);
  const isByToken = shown?.by === 'token';

  function leave(): void {
    session.forget();
    void navigate({ to: '/' });
  }

  return (
    <Modal
      opened={ended !== null}
      onClose={() => {}}
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
      zIndex={Z_INDEX}
      title={words.title}
      centered
    >
      {shown !== null && (
        <Stack>
          <Text size="sm">{isByToken ? words.tokenText : words.text}</Text>
          {isByToken ? (
            <TokenForm submit={words.submit} />
          ) : (
            <PasswordForm submit={words.submit} fixedName={shown.account.username} />
          )}
          <Button variant="subtle" color="gray" onClick={leave}>
            {words.leave}
          </Button>
        </Stack>
      )}
    </Modal>
  );
}

/** Pages for who is signed in are closed when another tab signs out: they show what is nobody else's business. */
function useLeavingWithOtherTabs(): void {
  const { kind } = useSession();
  const router = useRouter();
  const before = useRef(kind);
  useEffect(() => {
    const wasIn = before.current === 'signed-in' || before.current === 'ended';
    before.current = kind;
    if (wasIn && kind === 'signed-out') void router.invalidate();
  }, [kind, router]);
}

import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import { useSession } from '../api/use-session.ts';
import { Page } from '../app/shell.tsx';
import type { CollectedFiles } from '../local/collect-files.ts';
import { DropFrame } from '../local/drop-frame.tsx';
import { DropZone } from '../local/drop-zone.tsx';
import { loadLocalRecording } from '../local/load-local-recording.ts';
import { desk } from '../local/the-desk.ts';
import { useWindowDrop } from '../local/use-window-drop.ts';
import { texts } from '../texts/index.ts';
import { AccountCard } from './account-card.tsx';
import classes from './start-page.module.css';
import { WelcomeBack } from './welcome-back.tsx';

/** What a visitor sees first. */
export function StartPage() {
  const words = texts.start;
  const navigate = useNavigate();
  const state = useSession();
  const toTry = useCallback(() => void navigate({ to: '/try' }), [navigate]);
  const put = useCallback(
    (files: readonly File[]) => {
      void desk.put(files);
      toTry();
    },
    [toTry],
  );
  const take = useCallback(
    ({ files, isCut }: CollectedFiles) => {
      if (!isCut) return put(files);
      desk.refuseTooMany();
      toTry();
    },
    [put, toTry],
  );
  const router = useRouter();
  // Whoever comes near is about to need it.
  const prepare = useCallback(() => {
    desk.prepare();
    void router.preloadRoute({ to: '/try' });
    void loadLocalRecording();
  }, [router]);
  useEffect(() => desk.rest, []);
  const isOver = useWindowDrop({ onNear: prepare, onFiles: take });
  const showExample = () => {
    void desk.showExample();
    toTry();
  };
  return (
    <Page size="lg">
      <title>{words.pageTitle}</title>
      <DropFrame isOver={isOver} />
      <Stack gap="xl" pt="md">
        <Stack gap="xs">
          <Title order={1} className={classes.title}>
            {words.title}
          </Title>
          <Text size="lg" maw={720}>
            {words.intro}
          </Text>
        </Stack>
        <div className={classes.columns}>
          <Stack component="section" aria-labelledby="start-local">
            <Title order={2} size="h4" id="start-local">
              {words.local.title}
            </Title>
            <DropZone isOver={isOver} onFiles={put} onNear={prepare} />
            <Group>
              <Button variant="light" onClick={showExample} onPointerEnter={prepare} onFocus={prepare}>
                {texts.local.example.button}
              </Button>
            </Group>
          </Stack>
          {state.kind === 'signed-in' || state.kind === 'ended' ? (
            <WelcomeBack name={state.account.username} />
          ) : (
            <AccountCard />
          )}
        </div>
      </Stack>
    </Page>
  );
}

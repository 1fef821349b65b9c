import { List, Stack, Switch, Text } from '@mantine/core';
import { texts } from '../texts/index.ts';
import { Failure, wordsOf } from '../ui/failure.tsx';
import { Loading } from '../ui/loading.tsx';
import { Problem } from '../ui/problem.tsx';
import { Section } from './section.tsx';
import { useChangeSharing, useSharing } from './use-account.ts';

/** Whether the operator may train models on what this person corrected. */
export function SharingSection() {
  const sharing = useSharing();
  const change = useChangeSharing();
  const words = texts.session.account.sharing;
  return (
    <Section title={words.title} help={words.help}>
      {sharing.isPending && <Loading />}
      {sharing.isError && <Failure error={sharing.error} onRetry={() => void sharing.refetch()} />}
      {sharing.isSuccess && (
        <Stack gap="xs">
          <Problem words={change.isError ? wordsOf(change.error) : null} />
          <Switch
            label={words.label}
            // What was chosen is seen at once, and taken back where it could not be saved.
            checked={change.isPending ? change.variables : sharing.data.corrections}
            onChange={(event) => change.mutate(event.currentTarget.checked)}
          />
          <Text size="sm" c="dimmed" role="status">
            {change.isSuccess && (sharing.data.corrections ? words.on : words.off)}
          </Text>
        </Stack>
      )}
      <div>
        <Text size="sm">{words.exported}</Text>
        <List size="sm">
          {words.items.map((item) => (
            <List.Item key={item}>{item}</List.Item>
          ))}
        </List>
      </div>
      <Text size="sm">{words.kept}</Text>
      <Text size="sm">{words.withdraw}</Text>
    </Section>
  );
}

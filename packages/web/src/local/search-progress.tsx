import { Alert, Button, Group, Loader, Progress, Select, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { texts } from '../texts/index.ts';
import { formatDuration, formatPercent } from '../ui/format.ts';
import type { NetworkState, Search } from './desk.ts';
import { secondsLeft } from './seconds-left.ts';
import { wordsOfRefusal } from './words-of-refusal.ts';

interface SearchProgressProps {
  readonly search: Search;
  readonly network: NetworkState;
  readonly leads: readonly string[];
  readonly onStop: () => void;
  readonly onFind: (lead: string) => void;
}

/** Said aloud at every quarter, and not more often. */
const SPOKEN_STEP = 0.25;

/** How the search for beats stands, in the place of its result. */
export function SearchProgress({ search, network, leads, onStop, onFind }: SearchProgressProps) {
  const words = texts.local.search;
  if (search.kind === 'found') return null;
  if (search.kind === 'searching') return <Searching search={search} network={network} onStop={onStop} />;
  const isFailed = search.kind === 'failed';
  return (
    <Alert
      color={isFailed ? 'red' : 'gray'}
      icon={isFailed ? <IconAlertTriangle aria-hidden /> : undefined}
      title={isFailed ? words.failed : words.stopped}
      role={isFailed ? 'alert' : 'status'}
    >
      <Stack gap="sm" align="flex-start">
        {isFailed && <Text size="sm">{wordsOfRefusal(search.error)}</Text>}
        <FindAgain lead={search.lead} leads={leads} onFind={onFind} />
      </Stack>
    </Alert>
  );
}

function Searching({
  search: { lead, fraction, sinceMs },
  network,
  onStop,
}: {
  readonly search: Search & { kind: 'searching' };
  readonly network: NetworkState;
  readonly onStop: () => void;
}) {
  const words = texts.local.search;
  const seconds = useSecondsSince(sinceMs);
  const left = secondsLeft(fraction, seconds);
  const share = formatPercent(fraction);
  const isLoading = network !== 'ready' && fraction === 0;
  const spoken = Math.floor(fraction / SPOKEN_STEP) * SPOKEN_STEP;
  return (
    <Stack gap={6}>
      <Group justify="space-between" wrap="nowrap">
        <Group gap="xs" wrap="nowrap">
          <Loader size={16} aria-hidden />
          <Text fw={600}>{words.label(lead)}</Text>
        </Group>
        <Button size="xs" variant="default" onClick={onStop}>
          {words.stop}
        </Button>
      </Group>
      <Progress.Root size="lg">
        <Progress.Section value={100 * fraction} aria-label={words.label(lead)} />
      </Progress.Root>
      <Text size="sm" c="dimmed" aria-hidden>
        {isLoading ? words.loading : words.left(share, left === null ? null : formatDuration(left))}
      </Text>
      <VisuallyHidden role="status">
        {words.label(lead)}, {words.left(formatPercent(spoken), null)}
      </VisuallyHidden>
    </Stack>
  );
}

function FindAgain({
  lead,
  leads,
  onFind,
}: {
  readonly lead: string;
  readonly leads: readonly string[];
  readonly onFind: (lead: string) => void;
}) {
  const words = texts.local.search;
  const [chosen, setChosen] = useState(lead);
  return (
    <Group align="flex-end" gap="sm">
      {leads.length > 1 && (
        <Select
          label={words.inLead}
          data={[...leads]}
          value={chosen}
          allowDeselect={false}
          onChange={(next) => setChosen(next ?? lead)}
          w={140}
        />
      )}
      <Button onClick={() => onFind(chosen)}>{words.find}</Button>
    </Group>
  );
}

/** Counts on between two signs of progress. */
function useSecondsSince(sinceMs: number): number {
  const [nowMs, setNowMs] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(performance.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, nowMs - sinceMs) / 1000;
}

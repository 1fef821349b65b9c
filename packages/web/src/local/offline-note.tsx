import { Group, Loader, Text } from '@mantine/core';
import { IconPlugConnected, IconPlugConnectedX } from '@tabler/icons-react';
import { texts } from '../texts/index.ts';
import type { NetworkState } from './desk.ts';
import { useOffline } from './offline/use-offline.ts';

/** Whether this works without a connection. */
export function OfflineNote({ network }: { readonly network: NetworkState }) {
  const state = useOffline(network);
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start" role="status" data-offline={state}>
      {state === 'loading' && <Loader size={16} mt={3} aria-hidden />}
      {state === 'not-ready' && <IconPlugConnectedX size={18} aria-hidden style={FIXED} />}
      {(state === 'kept' || state === 'while-open') && (
        <IconPlugConnected size={18} aria-hidden style={FIXED} />
      )}
      <Text size="sm" c="dimmed">
        {texts.local.offline[state]}
      </Text>
    </Group>
  );
}

const FIXED = { flex: 'none', marginTop: 2 } as const;

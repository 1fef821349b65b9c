import { Alert, Text } from '@mantine/core';
import { IconAlertTriangle, IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { refresh } from '../api/refresh.ts';
import { LISTS } from '../recording/query-keys.ts';
import { texts } from '../texts/index.ts';
import { formatPercent } from '../ui/format.ts';
import { isScanning, useLibrary } from './use-recordings.ts';

/** Says so while the server looks through its library: not all recordings are there yet. */
export function LibraryNotice() {
  const library = useLibrary();
  const queries = useQueryClient();
  const scan = library.data?.scan ?? null;
  const isUnderWay = isScanning(scan);
  const wasUnderWay = useRef(false);
  useEffect(() => {
    if (wasUnderWay.current && !isUnderWay) void refresh(queries, LISTS);
    wasUnderWay.current = isUnderWay;
  }, [isUnderWay, queries]);

  const words = texts.recordings.scan;
  if (scan?.state === 'failed') {
    return (
      <Alert color="orange" icon={<IconAlertTriangle aria-hidden />}>
        {words.failed}
      </Alert>
    );
  }
  return (
    // Always there, so that screen readers hear what appears in it.
    <div role="status">
      {isUnderWay && (
        <Alert icon={<IconRefresh aria-hidden />}>
          <Text size="sm">
            {scan?.state === 'running' ? words.running(formatPercent(scan.progress)) : words.queued}
          </Text>
        </Alert>
      )}
    </div>
  );
}

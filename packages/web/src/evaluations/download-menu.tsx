import { Button, Group, Menu } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { orThrow } from '@sinode/client';
import { IconDownload, IconPrinter } from '@tabler/icons-react';
import { client } from '../api/api.ts';
import { texts } from '../texts/index.ts';
import { wordsOf } from '../ui/failure.tsx';
import { saveFile } from '../ui/save-file.ts';
import { fileName } from './file-name.ts';
import type { Evaluation } from './types.ts';

const { page: words } = texts.evaluations;
const FALLBACK_NAME = 'evaluation';

/** The scores as files, and the page on paper. */
export function DownloadMenu({ evaluation: { id, name } }: { readonly evaluation: Evaluation }) {
  async function downloadCsv() {
    const records = await orThrow(
      client.GET('/v1/evaluations/{id}/records', {
        params: { path: { id }, query: { format: 'csv' } },
        parseAs: 'text',
      }),
    );
    saveFile(fileName(name, 'csv', FALLBACK_NAME), records, 'text/csv;charset=utf-8');
  }

  async function downloadJson() {
    const report = await orThrow(client.GET('/v1/evaluations/{id}', { params: { path: { id } } }));
    saveFile(
      fileName(name, 'json', FALLBACK_NAME),
      `${JSON.stringify(report, null, 2)}\n`,
      'application/json',
    );
  }

  return (
    <Group gap="xs">
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={18} aria-hidden />}>
            {words.download}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => void downloadCsv().catch(tell)}>{words.csv}</Menu.Item>
          <Menu.Item onClick={() => void downloadJson().catch(tell)}>{words.json}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button
        variant="default"
        leftSection={<IconPrinter size={18} aria-hidden />}
        onClick={() => window.print()}
      >
        {words.print}
      </Button>
    </Group>
  );
}

function tell(error: unknown): void {
  notifications.show({ color: 'red', title: words.downloadFailed, message: wordsOf(error) });
}

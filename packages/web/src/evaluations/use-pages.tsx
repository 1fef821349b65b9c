import { Group, Pagination, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { texts } from '../texts/index.ts';

const { table: words } = texts.evaluations;
const ROWS = 100;

/**
 * Long tables page by page.
 *
 * @param isWhole - all rows at once, for paper
 */
export function usePages<T>(
  rows: readonly T[],
  isWhole = false,
): { readonly shown: readonly T[]; readonly pages: ReactNode; restart(): void } {
  const [chosen, setPage] = useState(1);
  const total = Math.max(1, Math.ceil(rows.length / ROWS));
  if (isWhole || total === 1) return { shown: rows, pages: null, restart: () => setPage(1) };
  // The rows may have become fewer.
  const page = Math.min(chosen, total);
  const first = (page - 1) * ROWS;
  const shown = rows.slice(first, first + ROWS);
  return {
    shown,
    restart: () => setPage(1),
    pages: (
      <Group justify="space-between" mt="sm">
        <Text size="sm" c="dimmed" role="status">
          {words.caption(first + 1, first + shown.length, rows.length)}
        </Text>
        <Pagination
          total={total}
          value={page}
          onChange={setPage}
          aria-label={words.pages}
          getItemProps={(number) => ({ 'aria-label': words.page(number) })}
          getControlProps={(control) => ({
            'aria-label': control === 'previous' ? words.previous : words.next,
          })}
        />
      </Group>
    ),
  };
}

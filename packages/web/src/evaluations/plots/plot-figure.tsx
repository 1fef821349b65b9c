import { Button, Collapse, Group, Paper, Table, Text, Title } from '@mantine/core';
import { useDisclosure, useId } from '@mantine/hooks';
import { IconTable } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense } from 'react';
import { texts } from '../../texts/index.ts';
import { Loading } from '../../ui/loading.tsx';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import { usePages } from '../use-pages.tsx';
import classes from './plot.module.css';
import type { UplotCanvasProps } from './uplot-canvas.tsx';

const { plots: words } = texts.evaluations;

const UplotCanvas = lazy(() => import('./uplot-canvas.tsx'));

export interface PlotTable {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly key: string; readonly cells: readonly ReactNode[] }[];
}

/** A plot, what it shows in a sentence, and its data as a table. */
export function PlotFigure({
  title,
  badge,
  summary,
  plot,
  table,
}: {
  readonly title: string;
  /** Beside the title. */
  readonly badge?: ReactNode;
  /** Or why there is no plot. */
  readonly summary: ReactNode;
  /** `null` where there is none. */
  readonly plot: Omit<UplotCanvasProps, 'labelledBy' | 'describedBy'> | null;
  readonly table: PlotTable | null;
}) {
  const id = useId();
  return (
    <Paper withBorder p="md" component="figure" className={classes.plot}>
      <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
        <Title order={3} size="h5" id={`${id}-title`}>
          {title}
        </Title>
        {badge}
      </Group>
      {plot !== null && (
        <Suspense fallback={<Loading />}>
          <UplotCanvas {...plot} labelledBy={`${id}-title`} describedBy={`${id}-summary`} />
        </Suspense>
      )}
      <Text component="figcaption" size="sm" id={`${id}-summary`}>
        {summary}
      </Text>
      {table !== null && <DataTable title={title} table={table} />}
    </Paper>
  );
}

function DataTable({ title, table }: { readonly title: string; readonly table: PlotTable }) {
  const [isOpen, { toggle }] = useDisclosure();
  const { shown, pages } = usePages(table.rows);
  return (
    <div className={classes.disclosure}>
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconTable size={16} aria-hidden />}
        aria-expanded={isOpen}
        onClick={toggle}
      >
        {isOpen ? words.hideTable : words.showTable}
      </Button>
      <Collapse expanded={isOpen} keepMounted={false}>
        <ScrollRegion label={words.tableLabel(title)} className={classes.data}>
          <Table tabularNums stickyHeader verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                {table.columns.map((column) => (
                  <Table.Th key={column}>{column}</Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {shown.map(({ key, cells }) => (
                <Table.Tr key={key}>
                  {cells.map((cell, index) => (
                    <Table.Td key={table.columns[index]}>{cell}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollRegion>
        {pages}
      </Collapse>
    </div>
  );
}

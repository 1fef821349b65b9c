import { Badge, Table, Text } from '@mantine/core';
import { texts } from '../texts/index.ts';
import { formatAge } from '../ui/format.ts';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import classes from './administration.module.css';
import { nameOf } from './describe.ts';
import type { ModelProcess } from './types.ts';

const { processes: words } = texts.administration.models;

/** Whether each process of the server has loaded what it should. */
export function ProcessTable({ processes }: { readonly processes: readonly ModelProcess[] }) {
  if (processes.length === 0) return <Text>{words.none}</Text>;
  const { columns } = words;
  return (
    <ScrollRegion label={words.scroll}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{columns.role}</Table.Th>
            <Table.Th>{columns.state}</Table.Th>
            <Table.Th>{columns.current}</Table.Th>
            <Table.Th>{columns.candidate}</Table.Th>
            <Table.Th>{columns.seen}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {processes.map((process) => (
            <Row key={process.id} process={process} />
          ))}
        </Table.Tbody>
      </Table>
    </ScrollRegion>
  );
}

function Row({ process }: { readonly process: ModelProcess }) {
  const { id, role, current, candidate, isInStep, problem, seenAt } = process;
  return (
    <Table.Tr>
      <Table.Th scope="row" style={{ whiteSpace: 'nowrap' }}>
        {words.roles[role]}{' '}
        <Text span size="xs" c="dimmed" ff="monospace" fw={400}>
          {id.slice(0, 8)}
        </Text>
      </Table.Th>
      <Table.Td>
        <Badge color={isInStep ? 'teal' : 'orange'} variant="light" tt="none" miw="max-content">
          {isInStep ? words.inStep : words.notInStep}
        </Badge>
        {problem !== null && (
          <Text size="xs" miw={180} maw={360}>
            {problem}
          </Text>
        )}
      </Table.Td>
      <Table.Td className={classes.model}>{nameOf(current)}</Table.Td>
      <Table.Td className={classes.model}>
        {candidate === null ? words.noCandidate : nameOf(candidate)}
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatAge(seenAt)}</Table.Td>
    </Table.Tr>
  );
}

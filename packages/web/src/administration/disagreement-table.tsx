import { Table, Text } from '@mantine/core';
import { texts } from '../texts/index.ts';
import { AnchorLink } from '../ui/anchor-link.tsx';
import { formatBpm, formatCount, formatDateTime } from '../ui/format.ts';
import { ScrollRegion } from '../ui/scroll-region.tsx';
import classes from './administration.module.css';
import { Part } from './administration-page.tsx';
import type { ShadowAgreement } from './types.ts';

const { worst: words } = texts.administration.shadow;

type Disagreement = ShadowAgreement['worst'][number];

/** The recordings in which the two models differ most. */
export function DisagreementTable({ worst }: { readonly worst: readonly Disagreement[] }) {
  if (worst.length === 0) {
    return (
      <Part title={words.title}>
        <Text>{words.none}</Text>
      </Part>
    );
  }
  return (
    <Part title={words.title} intro={words.intro}>
      <ScrollRegion label={words.scroll}>
        <Table tabularNums>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{words.recording}</Table.Th>
              <Table.Th className={classes.number}>{words.onlyCurrent}</Table.Th>
              <Table.Th className={classes.number}>{words.onlyCandidate}</Table.Th>
              <Table.Th className={classes.number}>{words.both}</Table.Th>
              <Table.Th>{words.heartRate}</Table.Th>
              <Table.Th>{words.when}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {worst.map((each) => (
              <Row key={`${each.recordingId} ${each.at}`} disagreement={each} />
            ))}
          </Table.Tbody>
        </Table>
      </ScrollRegion>
    </Part>
  );
}

function Row({ disagreement }: { readonly disagreement: Disagreement }) {
  const { recordingId, isVisible, at, both, onlyCurrent, onlyCandidate } = disagreement;
  const { currentHeartRate, candidateHeartRate } = disagreement;
  const short = recordingId.slice(0, 8);
  return (
    <Table.Tr>
      <Table.Th scope="row" ff="monospace" fw={400} title={recordingId}>
        {isVisible ? (
          <AnchorLink to="/recordings/$id" params={{ id: recordingId }} aria-label={words.open(short)}>
            {short}
          </AnchorLink>
        ) : (
          short
        )}
      </Table.Th>
      <Table.Td className={classes.number}>{formatCount(onlyCurrent)}</Table.Td>
      <Table.Td className={classes.number}>{formatCount(onlyCandidate)}</Table.Td>
      <Table.Td className={classes.number}>{formatCount(both)}</Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>
        {words.rates(formatBpm(currentHeartRate), formatBpm(candidateHeartRate))}
      </Table.Td>
      <Table.Td style={{ whiteSpace: 'nowrap' }}>{formatDateTime(at)}</Table.Td>
    </Table.Tr>
  );
}

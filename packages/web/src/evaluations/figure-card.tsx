import { Paper, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './figure-card.module.css';

/** @param leastPx - so wide at least is each figure, CSS pixels */
export function FigureList({
  leastPx = 220,
  children,
}: {
  readonly leastPx?: number;
  readonly children: ReactNode;
}) {
  return (
    <dl
      className={classes.figures}
      style={{ gridTemplateColumns: `repeat(auto-fit, minmax(min(${leastPx}px, 100%), 1fr))` }}
    >
      {children}
    </dl>
  );
}

/** A figure in large with what it means, in a `FigureList`. */
export function FigureCard({
  name,
  value,
  explanation,
  children,
}: {
  readonly name: string;
  readonly value: string;
  readonly explanation: string;
  /** Between the value and its explanation. */
  readonly children?: ReactNode;
}) {
  return (
    <Paper withBorder p="md" className={classes.figure}>
      <Text component="dt" size="sm" fw={500}>
        {name}
      </Text>
      <dd className={classes.value}>{value}</dd>
      {children}
      <Text component="dd" size="xs" c="dimmed">
        {explanation}
      </Text>
    </Paper>
  );
}

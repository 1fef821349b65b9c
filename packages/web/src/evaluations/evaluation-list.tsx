import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import { texts } from '../texts/index.ts';
import { EvaluationCard } from './evaluation-card.tsx';
import classes from './evaluation-list.module.css';
import type { EvaluationItem } from './types.ts';

const { evaluations: words } = texts;

/** The newest first; two that are done can be chosen and compared. */
export function EvaluationList({
  items,
  hasMore,
  isLoadingMore,
  onMore,
}: {
  readonly items: readonly EvaluationItem[];
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly onMore: () => void;
}) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const navigate = useNavigate();
  const list = useRef<HTMLUListElement>(null);
  // Those that were deleted meanwhile are no longer chosen.
  const pair = items.filter(({ id }) => chosen.includes(id));
  const protocol = pair[0]?.asked.protocol;

  const canChoose = ({ id, state, asked }: EvaluationItem) =>
    state === 'done' &&
    (chosen.includes(id) || (pair.length < 2 && (protocol === undefined || asked.protocol === protocol)));
  const toggle = (id: string) =>
    setChosen(
      chosen.includes(id) ? chosen.filter((each) => each !== id) : [...pair.map((item) => item.id), id],
    );

  return (
    <Stack gap="md">
      {items.length > 1 && <Comparer pair={pair} onCompare={compare} onClear={() => setChosen([])} />}
      <ul ref={list} tabIndex={-1} className={classes.list} aria-label={words.list.label}>
        {items.map((item) => (
          <li key={item.id}>
            <EvaluationCard
              item={item}
              onDeleted={() => list.current?.focus()}
              choice={
                items.length > 1 && (
                  <Checkbox
                    classNames={{ body: classes.choice ?? '' }}
                    checked={pair.includes(item)}
                    disabled={!canChoose(item)}
                    onChange={() => toggle(item.id)}
                    aria-label={words.list.compare.choose(item.name)}
                  />
                )
              }
            />
          </li>
        ))}
      </ul>
      {hasMore && (
        <Button variant="default" loading={isLoadingMore} onClick={onMore} style={{ alignSelf: 'center' }}>
          {words.list.more}
        </Button>
      )}
    </Stack>
  );

  /** From the older to the newer one. */
  function compare() {
    const [newer, older] = pair;
    if (newer === undefined || older === undefined) return;
    void navigate({ to: '/evaluations/compare', search: { a: older.id, b: newer.id } });
  }
}

function Comparer({
  pair,
  onCompare,
  onClear,
}: {
  readonly pair: readonly EvaluationItem[];
  readonly onCompare: () => void;
  readonly onClear: () => void;
}) {
  const { compare } = words.list;
  const hint = [compare.hint, compare.one, compare.ready][pair.length];
  return (
    <Group gap="sm" className={classes.comparer}>
      <Button
        variant={pair.length === 2 ? 'filled' : 'default'}
        leftSection={<IconArrowsDiff size={18} aria-hidden />}
        disabled={pair.length !== 2}
        onClick={onCompare}
      >
        {compare.button}
      </Button>
      <Text size="sm" c="dimmed" role="status">
        {hint}
      </Text>
      {pair.length > 0 && (
        <Button variant="subtle" size="compact-sm" onClick={onClear}>
          {compare.clear}
        </Button>
      )}
    </Group>
  );
}

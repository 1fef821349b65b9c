import { CloseButton, NativeSelect, Pill, SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { texts } from '../texts/index.ts';
import { formatCount } from '../ui/format.ts';
import classes from './recording-filters.module.css';
import { type RecordingSearch, useLibrary } from './use-recordings.ts';

/** Between the last letter and the search for it. */
const PATIENCE_MS = 300;

interface RecordingFiltersProps {
  readonly search: RecordingSearch;
  /** What is undefined is taken away. */
  readonly onChange: (changed: RecordingSearch) => void;
}

export function RecordingFilters({ search, onChange }: RecordingFiltersProps) {
  const words = texts.recordings.filters;
  const dataSets = useLibrary().data?.dataSets ?? [];
  const { source = 'all', sort = 'newest', tag, dataSet } = search;
  const hasDataSets = source !== 'mine' && (dataSets.length > 1 || dataSet !== undefined);
  return (
    <search className={classes.filters} aria-label={words.label}>
      <SearchField q={search.q ?? ''} onChange={(q) => onChange({ q: q === '' ? undefined : q })} />
      <SegmentedControl
        className={classes.source}
        aria-label={words.source}
        value={source}
        onChange={(next) =>
          onChange({
            source: next === 'all' ? undefined : next,
            ...(next === 'mine' ? { dataSet: undefined } : {}),
          })
        }
        data={(['all', 'mine', 'library'] as const).map((value) => ({ value, label: words.sources[value] }))}
      />
      {hasDataSets && (
        <NativeSelect
          className={classes.select}
          aria-label={words.dataSet}
          value={dataSet ?? ''}
          onChange={(event) => onChange({ dataSet: event.currentTarget.value || undefined })}
          data={[
            { value: '', label: words.allDataSets },
            ...dataSets.map(({ name, recordings }) => ({
              value: name,
              label: `${name === '.' ? texts.recordings.row.root : name} (${formatCount(recordings)})`,
            })),
          ]}
        />
      )}
      <NativeSelect
        className={classes.select}
        aria-label={words.sort}
        value={sort}
        onChange={(event) => {
          const next = event.currentTarget.value as NonNullable<RecordingSearch['sort']>;
          onChange({ sort: next === 'newest' ? undefined : next });
        }}
        data={(['newest', 'oldest', 'name', 'longest'] as const).map((value) => ({
          value,
          label: words.sorts[value],
        }))}
      />
      {tag !== undefined && (
        <Pill
          size="lg"
          withRemoveButton
          onRemove={() => onChange({ tag: undefined })}
          removeButtonProps={{ 'aria-label': words.removeTag(tag), tabIndex: 0, 'aria-hidden': false }}
        >
          {words.tag(tag)}
        </Pill>
      )}
    </search>
  );
}

/** What is written stands there at once, and is searched for when the writer pauses. */
function SearchField({ q, onChange }: { readonly q: string; readonly onChange: (q: string) => void }) {
  const [text, setText] = useState(q);
  const field = useRef<HTMLInputElement>(null);
  const asked = useRef(q);
  const ask = (next: string) => {
    asked.current = next;
    onChange(next);
  };
  const askSoon = useDebouncedCallback((next: string) => ask(next.trim()), PATIENCE_MS);
  useEffect(() => {
    // Somebody went back, or followed a link.
    if (q !== asked.current) setText(q);
    asked.current = q;
  }, [q]);
  const words = texts.recordings.filters;
  return (
    <TextInput
      ref={field}
      className={classes.search}
      type="search"
      aria-label={words.search}
      placeholder={words.searchPlaceholder}
      leftSection={<IconSearch size={16} aria-hidden />}
      maxLength={200}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        askSoon(event.currentTarget.value);
      }}
      rightSection={
        text !== '' && (
          <CloseButton
            size="sm"
            aria-label={words.clearSearch}
            onClick={() => {
              askSoon.cancel();
              setText('');
              ask('');
              field.current?.focus();
            }}
          />
        )
      }
    />
  );
}

import { Button, Center } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';
import { texts } from '../texts/index.ts';
import { deleteRecordings, undoLastDeletion } from './recording-deletions.tsx';
import classes from './recording-list.module.css';
import { RecordingRow } from './recording-row.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { type Recording, useLibrary } from './use-recordings.ts';

// With the rules of the contract, which nobody needs who only looks.
const EditDialog = lazy(async () => ({ default: (await import('./edit-dialog.tsx')).EditDialog }));
const AddTagsDialog = lazy(async () => ({ default: (await import('./add-tags-dialog.tsx')).AddTagsDialog }));

interface RecordingListProps {
  readonly recordings: readonly Recording[];
  /** What is shown answers an earlier question. */
  readonly isStale: boolean;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly onMore: () => void;
}

export function RecordingList({ recordings, isStale, hasMore, isLoadingMore, onMore }: RecordingListProps) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [edited, setEdited] = useState<Recording | null>(null);
  const [isTagging, setIsTagging] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const synthetic = useSyntheticDataSets();
  useUndoKey();

  const chosen = recordings.filter(({ id }) => selected.has(id));
  const hasBox = recordings.some(({ source }) => source === 'mine');

  function select(id: string, isSelected: boolean): void {
    setSelected((before) => {
      const next = new Set(before);
      if (isSelected) next.add(id);
      else next.delete(id);
      return next;
    });
  }

  function remove(removed: readonly Recording[]): void {
    const first = recordings.findIndex((recording) => removed.includes(recording));
    const rest = recordings.filter((recording) => !removed.includes(recording));
    deleteRecordings(removed);
    setSelected(new Set());
    // What had the focus is gone: the next row has it, or the last.
    const next = rest[Math.min(first, rest.length - 1)];
    if (next !== undefined) focusSoon(list.current, next.id);
  }

  return (
    <>
      {chosen.length > 0 && (
        <SelectionBar
          count={chosen.length}
          onTag={() => setIsTagging(true)}
          onDelete={() => remove(chosen)}
          onClear={() => setSelected(new Set())}
        />
      )}
      <ul
        ref={list}
        className={classes.list}
        aria-label={texts.recordings.list}
        data-stale={isStale || undefined}
      >
        {recordings.map((recording) => (
          <RecordingRow
            key={recording.id}
            recording={recording}
            isSynthetic={recording.dataSet !== null && synthetic.has(recording.dataSet)}
            hasBox={hasBox}
            isSelected={selected.has(recording.id)}
            onSelect={(isSelected) => select(recording.id, isSelected)}
            onEdit={() => setEdited(recording)}
            onDelete={() => remove([recording])}
          />
        ))}
      </ul>
      {hasMore && <More isLoading={isLoadingMore} onMore={onMore} />}
      <Suspense fallback={null}>
        {hasBox && (
          <>
            <EditDialog recording={edited} onClose={() => setEdited(null)} />
            <AddTagsDialog isOpen={isTagging} recordings={chosen} onClose={() => setIsTagging(false)} />
          </>
        )}
      </Suspense>
    </>
  );
}

/** The next page: by itself at the end of the list, and by its button. */
function More({ isLoading, onMore }: { readonly isLoading: boolean; readonly onMore: () => void }) {
  const { ref, entry } = useIntersection<HTMLDivElement>({ rootMargin: '400px' });
  const isNear = entry?.isIntersecting === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each time that it comes near or a page came
  useEffect(() => {
    if (isNear && !isLoading) onMore();
  }, [isNear, isLoading]);
  return (
    <Center ref={ref} py="md">
      <Button variant="default" loading={isLoading} onClick={onMore}>
        {texts.recordings.more}
      </Button>
    </Center>
  );
}

function useSyntheticDataSets(): ReadonlySet<string> {
  const { data } = useLibrary();
  return new Set(data?.dataSets.filter(({ isSynthetic }) => isSynthetic).map(({ name }) => name));
}

/** Ctrl + Z and ⌘ Z bring back what was deleted last, but for where they mean a letter. */
function useUndoKey(): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const isUndo = event.key.toLowerCase() === 'z' && (event.ctrlKey || event.metaKey) && !event.shiftKey;
      const isWriting =
        event.target instanceof HTMLElement && event.target.closest('input, textarea, select') !== null;
      if (isUndo && !isWriting && undoLastDeletion()) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
}

function focusSoon(list: HTMLElement | null, id: string): void {
  // After the menu that was used has given the focus back.
  setTimeout(() => list?.querySelector<HTMLElement>(`[data-recording="${id}"]`)?.focus());
}

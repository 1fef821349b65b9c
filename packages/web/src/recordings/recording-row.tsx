import { ActionIcon, Badge, Checkbox, Menu, Text } from '@mantine/core';
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { texts } from '../texts/index.ts';
import { formatDate, formatDuration, formatRate, formatStartTime } from '../ui/format.ts';
import { useSeen } from '../ui/use-seen.ts';
import classes from './recording-list.module.css';
import { RowResult } from './row-result.tsx';
import { TracePreview } from './trace-preview.tsx';
import type { Recording } from './use-recordings.ts';

const MOST_LEADS = 3;
/** What the scan of the library calls recordings that Sinode made; the row says it in its own way. */
const SYNTHETIC_TAG = 'synthetic';

interface RecordingRowProps {
  readonly recording: Recording;
  readonly isSynthetic: boolean;
  /** Whether there is room for a box to select it by, as there is where some can be. */
  readonly hasBox: boolean;
  readonly isSelected: boolean;
  readonly onSelect: (isSelected: boolean) => void;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

/** A recording in the list: the whole row leads to it. */
export function RecordingRow({
  recording,
  isSynthetic,
  hasBox,
  isSelected,
  onSelect,
  onEdit,
  onDelete,
}: RecordingRowProps) {
  const { ref, isSeen } = useSeen<HTMLLIElement>();
  const { id, name, source, tags } = recording;
  const words = texts.recordings.row;
  const isMine = source === 'mine';
  return (
    <li
      ref={ref}
      className={classes.row}
      data-selected={isSelected || undefined}
      data-box={hasBox || undefined}
    >
      {hasBox && (
        <div className={classes.box}>
          {isMine && (
            <Checkbox
              className={classes.above}
              aria-label={words.select(name)}
              checked={isSelected}
              onChange={(event) => onSelect(event.currentTarget.checked)}
            />
          )}
        </div>
      )}
      <div className={classes.preview}>
        <TracePreview recording={recording} isSeen={isSeen} />
      </div>
      <div className={classes.what}>
        <Link to="/recordings/$id" params={{ id }} className={classes.name} data-recording={id}>
          {name}
        </Link>
        <Text size="sm">{factsOf(recording)}</Text>
        <div className={classes.marks}>
          <Text size="xs" c="dimmed" span>
            {whenceOf(recording)}
          </Text>
          {isSynthetic && (
            <Badge size="sm" variant="light" color="gray" tt="none" title={words.syntheticHelp}>
              {words.synthetic}
            </Badge>
          )}
          {tags
            .filter((tag) => !(isSynthetic && tag === SYNTHETIC_TAG))
            .map((tag) => (
              <Link
                key={tag}
                to="/recordings"
                search={(before) => ({ ...before, tag })}
                className={classes.tag}
                aria-label={texts.recordings.filters.tag(tag)}
              >
                {tag}
              </Link>
            ))}
        </div>
      </div>
      <div className={classes.result}>
        <RowResult recording={recording} isSeen={isSeen} />
      </div>
      <div className={classes.menu}>
        {isMine && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                className={classes.above}
                variant="subtle"
                color="gray"
                size="lg"
                aria-label={words.actions(name)}
              >
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={onEdit}>
                {words.edit}
              </Menu.Item>
              <Menu.Item
                color="var(--mantine-color-error)"
                leftSection={<IconTrash size={16} aria-hidden />}
                onClick={onDelete}
              >
                {words.remove}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
    </li>
  );
}

function factsOf({ durationSeconds, samplingRate, leads }: Recording): string {
  const names = leads.slice(0, MOST_LEADS).map(({ name }) => name);
  return [
    formatDuration(durationSeconds),
    formatRate(samplingRate),
    texts.recordings.row.leads(names, leads.length - names.length),
  ].join(' · ');
}

/** Whose it is and from when; the day on which the library was looked through says nothing of a recording. */
function whenceOf({ source, dataSet, startTime, createdAt }: Recording): string {
  const { mine, root, recorded, uploaded } = texts.recordings.row;
  const when = startTime === null ? [] : [recorded(formatStartTime(startTime))];
  if (source === 'mine') return [mine, ...when, uploaded(formatDate(createdAt))].join(' · ');
  return [dataSet === null || dataSet === '.' ? root : dataSet, ...when].join(' · ');
}

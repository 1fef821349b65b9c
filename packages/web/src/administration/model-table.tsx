import { ActionIcon, Badge, Menu, Stack, Table, Text } from '@mantine/core';
import { IconArrowBigUpLines, IconDots, IconEyeOff, IconGhost2, IconTrash } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { texts } from '../texts/index.ts';
import { AnchorLink } from '../ui/anchor-link.tsx';
import { formatBytes, formatDate, NOTHING } from '../ui/format.ts';
import { formatLarge } from '../ui/format-score.ts';
import classes from './administration.module.css';
import type { Intention } from './change.ts';
import { formatChosenShare, nameOf } from './describe.ts';
import type { AdministeredModel, ModelAdministration } from './types.ts';

const { table: words } = texts.administration.models;

interface Deciding {
  readonly administration: ModelAdministration;
  readonly onIntend: (intention: Intention) => void;
}

/** Every version that the server can answer with, and what can be done with it. */
export function ModelTable({ administration, onIntend }: Deciding) {
  const { columns } = words;
  return (
    // Narrow enough for every screen: a region that scrolls would cut off the menus.
    <Table verticalSpacing="sm" aria-label={words.label}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{columns.model}</Table.Th>
          <Table.Th visibleFrom="sm">{columns.role}</Table.Th>
          <Table.Th visibleFrom="sm">{columns.origin}</Table.Th>
          <Table.Th visibleFrom="sm">{columns.size}</Table.Th>
          <Table.Th ta="end">{columns.actions}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {administration.models.map((model) => (
          <Row key={nameOf(model)} model={model} administration={administration} onIntend={onIntend} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Row({ model, administration, onIntend }: Deciding & { readonly model: AdministeredModel }) {
  const { name, version, hasProfile } = model;
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.model}>
        <AnchorLink to="/models/$name" params={{ name }} search={{ version }}>
          {nameOf({ name, version })}
        </AnchorLink>
        {!hasProfile && (
          <Text size="xs" c="dimmed" fw={400} title={words.noProfileHelp}>
            {words.noProfile}
          </Text>
        )}
        {/* On a phone one column says it all. */}
        <Stack gap={4} mt={4} hiddenFrom="sm" fw={400}>
          <Text size="xs" c="dimmed">
            {originOf(model)}
          </Text>
          <Role model={model} administration={administration} />
        </Stack>
      </Table.Th>
      <Table.Td visibleFrom="sm">
        <Role model={model} administration={administration} />
      </Table.Td>
      <Table.Td visibleFrom="sm">{originOf(model)}</Table.Td>
      <Table.Td visibleFrom="sm">{sizeOf(model)}</Table.Td>
      <Table.Td ta="end">
        <Actions model={model} onIntend={onIntend} />
      </Table.Td>
    </Table.Tr>
  );
}

/** Whether it answers or is tried, and whether the server was set up with it. */
function Role({
  model,
  administration: { candidate },
}: {
  readonly model: AdministeredModel;
  readonly administration: ModelAdministration;
}) {
  const { roles } = words;
  return (
    <Stack gap={2} align="flex-start">
      {model.roles.length === 0 && (
        <Text size="sm" c="dimmed">
          {roles.none}
        </Text>
      )}
      {model.roles.includes('current') && <RoleBadge color="teal">{roles.current}</RoleBadge>}
      {model.roles.includes('candidate') && (
        <RoleBadge color="blue">{roles.candidate(formatChosenShare(candidate?.share ?? 0))}</RoleBadge>
      )}
      {model.isDefault && (
        <Text size="xs" c="dimmed">
          {words.default}
        </Text>
      )}
    </Stack>
  );
}

function RoleBadge({ color, children }: { readonly color: string; readonly children: ReactNode }) {
  return (
    <Badge color={color} variant="light" tt="none" miw="max-content">
      {children}
    </Badge>
  );
}

/** The current model has none: what answers is neither removed nor compared with itself. */
function Actions({
  model,
  onIntend,
}: {
  readonly model: AdministeredModel;
  readonly onIntend: (intention: Intention) => void;
}) {
  const isCandidate = model.roles.includes('candidate');
  if (model.roles.includes('current')) {
    return NOTHING;
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={words.actions(nameOf(model))}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown ta="start">
        <Menu.Item
          leftSection={<IconArrowBigUpLines size={16} aria-hidden />}
          onClick={() => onIntend({ kind: 'promote', model })}
        >
          {words.promote}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconGhost2 size={16} aria-hidden />}
          onClick={() => onIntend({ kind: 'shadow', model })}
        >
          {isCandidate ? words.share : words.shadow}
        </Menu.Item>
        {isCandidate && (
          <Menu.Item
            leftSection={<IconEyeOff size={16} aria-hidden />}
            onClick={() => onIntend({ kind: 'stop', candidate: model })}
          >
            {words.stop}
          </Menu.Item>
        )}
        {model.source === 'added' && !isCandidate && (
          <Menu.Item
            color="var(--mantine-color-error)"
            leftSection={<IconTrash size={16} aria-hidden />}
            onClick={() => onIntend({ kind: 'remove', model })}
          >
            {words.remove}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function originOf({ addedAt, addedBy }: AdministeredModel): string {
  return addedAt === null ? words.shipped : words.added(formatDate(addedAt), addedBy);
}

function sizeOf({ parameters, sizeBytes }: AdministeredModel): ReactNode {
  return (
    <Stack gap={0}>
      <span>{words.parameters(formatLarge(parameters))}</span>
      {sizeBytes !== null && (
        <Text size="xs" c="dimmed">
          {formatBytes(sizeBytes)}
        </Text>
      )}
    </Stack>
  );
}

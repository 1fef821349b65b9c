import { Group, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Page } from '../app/shell.tsx';
import { texts } from '../texts/index.ts';
import classes from './administration.module.css';

const { administration: words } = texts;

/** The frame of each page for administrators, with the ways to the others. */
export function AdministrationPage({
  title,
  intro,
  action,
  children,
}: {
  readonly title: string;
  readonly intro: string;
  /** Beside the title. */
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <Page>
      <title>{words.documentTitle(title)}</title>
      <Stack gap="lg">
        <nav aria-label={words.pages} className={classes.pages}>
          <PageLink to="/admin/models">{words.nav.models}</PageLink>
          <PageLink to="/admin/models/shadow">{words.nav.shadow}</PageLink>
          <PageLink to="/admin/drift">{words.nav.drift}</PageLink>
        </nav>
        <Group justify="space-between" align="flex-start">
          <Stack gap={4} flex="1 1 300px">
            <Title order={1}>{title}</Title>
            <Text c="dimmed" maw={680}>
              {intro}
            </Text>
          </Stack>
          {action}
        </Group>
        {children}
      </Stack>
    </Page>
  );
}

function PageLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Link
      to={to}
      className={classes.page}
      activeOptions={{ exact: true }}
      activeProps={{ className: classes.here, 'aria-current': 'page' }}
    >
      {children}
    </Link>
  );
}

/** A part of such a page. */
export function Part({
  title,
  intro,
  children,
}: {
  readonly title: string;
  readonly intro?: string;
  readonly children: ReactNode;
}) {
  return (
    <section>
      <Title order={2} size="h3" mb={intro === undefined ? 'sm' : 4}>
        {title}
      </Title>
      {intro !== undefined && (
        <Text size="sm" c="dimmed" mb="sm" maw={680}>
          {intro}
        </Text>
      )}
      {children}
    </section>
  );
}

import {
  ActionIcon,
  Alert,
  AppShell,
  Box,
  Burger,
  Button,
  Container,
  Group,
  Menu,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import {
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconPlugConnectedX,
  IconSun,
  IconUser,
} from '@tabler/icons-react';
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router';
import { type ReactNode, Suspense, useEffect } from 'react';
import { session } from '../api/api.ts';
import { useIsAway, useSession } from '../api/use-session.ts';
import { UploadsCorner } from '../recordings/upload/uploads-corner.tsx';
import { SessionEndedDialog } from '../session/session-ended-dialog.tsx';
import { texts } from '../texts/index.ts';
import { Loading } from '../ui/loading.tsx';
import classes from './shell.module.css';

const HEADER_HEIGHT = 56;

/** The frame around every page. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  // biome-ignore lint/correctness/useExhaustiveDependencies: whoever arrives somewhere has no use for the menu
  useEffect(close, [pathname, close]);
  return (
    <AppShell
      header={{ height: HEADER_HEIGHT }}
      navbar={{ width: 240, breakpoint: 'md', collapsed: { desktop: true, mobile: !isOpen } }}
      padding={0}
    >
      <a href="#content" className={classes.skip}>
        {texts.common.skipToContent}
      </a>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" gap="md" wrap="nowrap">
          <Burger
            hiddenFrom="md"
            size="sm"
            opened={isOpen}
            onClick={toggle}
            aria-label={texts.common.openNavigation}
            aria-expanded={isOpen}
          />
          <Link to="/" className={classes.brand}>
            <img src="/favicon.svg" alt="" width={26} height={26} />
            <Text component="span" fw={700} size="lg">
              {texts.common.productName}
            </Text>
          </Link>
          <Group
            component="nav"
            aria-label={texts.common.mainNavigation}
            gap={4}
            wrap="nowrap"
            visibleFrom="md"
          >
            <NavigationLinks />
          </Group>
          <Group gap="xs" ml="auto" wrap="nowrap">
            <ThemeMenu />
            <AccountMenu />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="md" component="div">
        {/* Only while it is open: there is one main navigation. */}
        {isOpen && (
          <nav aria-label={texts.common.mainNavigation}>
            <NavigationLinks />
          </nav>
        )}
      </AppShell.Navbar>
      <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
        <AwayNotice />
        <Suspense fallback={<Loading />}>
          <Outlet />
        </Suspense>
        <footer className={classes.footer}>
          <Text size="xs" c="dimmed">
            {texts.common.notMedical}
          </Text>
        </footer>
      </AppShell.Main>
      <UploadsCorner />
      <SessionEndedDialog />
    </AppShell>
  );
}

/** The width that most pages have. */
export function Page({ children, size = 'xl' }: { readonly children: ReactNode; readonly size?: string }) {
  return (
    <Container size={size} py="lg" w="100%">
      {children}
    </Container>
  );
}

function NavigationLinks() {
  const state = useSession();
  const isIn = state.kind === 'signed-in' || state.kind === 'ended';
  const { nav } = texts.common;
  return (
    <>
      {isIn && (
        <>
          <NavigationLink to="/recordings">{nav.recordings}</NavigationLink>
          <NavigationLink to="/evaluations">{nav.evaluations}</NavigationLink>
          <NavigationLink to="/models">{nav.models}</NavigationLink>
          {state.account.role === 'admin' && (
            <NavigationLink to="/admin">{nav.administration}</NavigationLink>
          )}
        </>
      )}
      <NavigationLink to="/try">{nav.try}</NavigationLink>
      <a href="/docs" className={classes.link} target="_blank" rel="noreferrer">
        {nav.documentation}
      </a>
    </>
  );
}

function NavigationLink({ to, children }: { readonly to: string; readonly children: ReactNode }) {
  return (
    <Link
      to={to}
      className={classes.link}
      activeProps={{ className: classes.active, 'aria-current': 'page' }}
    >
      {children}
    </Link>
  );
}

function AwayNotice() {
  const isAway = useIsAway();
  return (
    // Always there, so that screen readers hear what appears in it.
    <Box role="status">
      {isAway && (
        <Alert color="orange" radius={0} icon={<IconPlugConnectedX aria-hidden />}>
          {texts.common.away}
        </Alert>
      )}
    </Box>
  );
}

function ThemeMenu() {
  const { setColorScheme } = useMantineColorScheme();
  const scheme = useComputedColorScheme('light');
  const { theme } = texts.common;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" size="lg" aria-label={theme.label}>
          {scheme === 'dark' ? <IconMoon size={20} aria-hidden /> : <IconSun size={20} aria-hidden />}
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconSun size={16} aria-hidden />} onClick={() => setColorScheme('light')}>
          {theme.light}
        </Menu.Item>
        <Menu.Item leftSection={<IconMoon size={16} aria-hidden />} onClick={() => setColorScheme('dark')}>
          {theme.dark}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconDeviceDesktop size={16} aria-hidden />}
          onClick={() => setColorScheme('auto')}
        >
          {theme.auto}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function AccountMenu() {
  const state = useSession();
  const navigate = useNavigate();
  const { nav } = texts.common;
  if (state.kind === 'unknown') return null;
  if (state.kind === 'signed-out') {
    return (
      <Button component={Link} to="/sign-in" size="sm">
        {nav.signIn}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="subtle" color="gray" leftSection={<IconUser size={18} aria-hidden />} maw={180}>
          {state.account.username}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item component={Link} to="/account" leftSection={<IconUser size={16} aria-hidden />}>
          {nav.account}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => void session.signOut().then(() => navigate({ to: '/' }))}
        >
          {nav.signOut}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

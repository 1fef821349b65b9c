import { Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { texts } from '../texts/index.ts';
import classes from './start-page.module.css';

/** Where somebody who is signed in may want to go. */
export function WelcomeBack({ name }: { readonly name: string }) {
  const words = texts.start.signedIn;
  return (
    <Stack component="section" aria-labelledby="start-account">
      <Title order={2} size="h4" id="start-account" style={{ overflowWrap: 'anywhere' }}>
        {words.title(name)}
      </Title>
      <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }}>
        <Way to="/recordings" title={words.recordings} text={words.recordingsText} />
        <Way to="/evaluations" title={words.evaluations} text={words.evaluationsText} />
        <Way to="/models" title={words.models} text={words.modelsText} />
      </Stack>
    </Stack>
  );
}

interface WayProps {
  readonly to: '/recordings' | '/evaluations' | '/models';
  readonly title: string;
  readonly text: string;
}

function Way({ to, title, text }: WayProps) {
  return (
    <li>
      <Link to={to} className={classes.link}>
        <Text component="span" display="block" fw={600}>
          {title}
        </Text>
        <Text component="span" display="block" size="sm" c="dimmed">
          {text}
        </Text>
      </Link>
    </li>
  );
}

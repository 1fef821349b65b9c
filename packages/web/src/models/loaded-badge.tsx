import { Badge } from '@mantine/core';
import { texts } from '../texts/index.ts';

const { models: words } = texts;

/** Whether the server finds beats with this model. */
export function LoadedBadge({ isLoaded }: { readonly isLoaded: boolean }) {
  return (
    <Badge
      color={isLoaded ? 'teal' : 'gray'}
      variant="light"
      tt="none"
      title={isLoaded ? words.loadedExplanation : words.notLoadedExplanation}
    >
      {isLoaded ? words.loaded : words.notLoaded}
    </Badge>
  );
}

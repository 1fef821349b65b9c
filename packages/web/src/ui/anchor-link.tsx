import { Anchor, type AnchorProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { ComponentProps } from 'react';

function PlainAnchor(props: AnchorProps & Omit<ComponentProps<'a'>, keyof AnchorProps>) {
  // Underlined: colour alone does not tell it from the words around it.
  return <Anchor inherit underline="always" {...props} />;
}

/** A link to another page of the dashboard, in a text. */
export const AnchorLink = createLink(PlainAnchor);

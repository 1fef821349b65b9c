import { Button } from '@mantine/core';
import { IconChartDots } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { texts } from '../texts/index.ts';

/** To a new evaluation of a model. */
export function EvaluateButton({
  name,
  variant = 'filled',
}: {
  readonly name: string;
  readonly variant?: 'filled' | 'default';
}) {
  return (
    <Button
      variant={variant}
      leftSection={<IconChartDots size={18} aria-hidden />}
      renderRoot={(props) => <Link to="/evaluations" search={{ model: name }} {...props} />}
    >
      {texts.models.evaluate}
    </Button>
  );
}
